import type {FastifyRequest} from 'fastify'
import {AppError} from '../errors.ts'

/**
 * The version a change builds upon (RFC 9110, section 13.1.1): null when the caller names none or sends `*`.
 * A tag that is no version of ours gives 0, which nothing has. Weak tags count as strong ones.
 *
 * @throws AppError `invalid` for several tags or text that is no tag
 */
export function readIfMatch(request: Pick<FastifyRequest, 'headers'>): number | null {
  const header = request.headers['if-match']?.trim()
  if (header === undefined || header === '*') return null
  const [, tag] = /^(?:W\/)?"([^"]*)"$/.exec(header) ?? []
  if (tag === undefined)
    throw new AppError('invalid', `If-Match takes one tag, such as "3", or *: not ${header.slice(0, 40)}`, {
      pointer: '/headers/if-match',
    })
  return /^[1-9]\d{0,8}$/.test(tag) ? Number(tag) : 0
}

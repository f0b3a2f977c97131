import {AppError} from '../core/errors.ts'

const keyPattern = /^([A-Za-z][A-Za-z0-9]{1,9})-([1-9]\d{0,8})$/

export interface ParsedKey {
  /** In capitals. */
  readonly projectKey: string
  readonly number: number
}

export function parseIssueKey(text: string): ParsedKey | undefined {
  const match = keyPattern.exec(text)
  if (match?.[1] === undefined) return undefined
  return {projectKey: match[1].toUpperCase(), number: Number(match[2])}
}

/** What is no key cannot name an issue. @throws AppError `notFound` */
export function getParsedKey(text: string): ParsedKey {
  const parsed = parseIssueKey(text)
  if (parsed === undefined) throw new AppError('notFound', `No such issue: ${text.slice(0, 40)}`)
  return parsed
}

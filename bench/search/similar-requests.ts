import type {BenchRequest} from '../load.ts'
import {randomFrom} from '../random.ts'
import type {KnownIssue} from './known-issues.ts'

const project = 'BENA'

/** Titles as they are being typed, cut after a word. */
export function titleRequests(issues: readonly KnownIssue[]): BenchRequest[] {
  const random = randomFrom(5)
  return issues.map(({title}) => {
    const words = title.split(/\s+/)
    const beginning = words.slice(0, 1 + Math.floor(random() * words.length)).join(' ')
    return {path: `/issues/similar?project=${project}&title=${encodeURIComponent(beginning)}`}
  })
}

/** Whole reports. */
export function reportRequests(issues: readonly KnownIssue[]): BenchRequest[] {
  return issues
    .filter(({body}) => body !== '')
    .map(({title, body}) => ({path: '/issues/similar', body: {project, title, body}}))
}

import type {IssueType, Kind} from '../../api/types.ts'

/** What the address of a list says. */
export interface ListSearch {
  /** Without it, what is open */
  q?: string
  kind?: Kind
}

export const kinds = ['defect', 'request', 'work', 'question', 'support'] as const satisfies readonly Kind[]
export const defaultFilter = 'is:open'

/** The address's part after ?, as far as it makes sense. */
export function readListSearch({q, kind}: Record<string, unknown>): ListSearch {
  const known = kinds.find((name) => name === kind)
  return {...(typeof q === 'string' && {q}), ...(known && {kind: known})}
}

/** The query for the API: the filter, within a project and a kind. */
export function listQuery(
  {q = defaultFilter, kind}: ListSearch,
  project: string | undefined,
  types: readonly Pick<IssueType, 'key' | 'kind'>[],
): string {
  const ofKind = types.filter((type) => type.kind === kind).map(({key}) => key)
  const parts = [
    project !== undefined && `project:${project}`,
    kind !== undefined && `type:${ofKind.join(',')}`,
    tidy(q),
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
}

/** The filter without its last part, and that part. */
export function splitLastPart(q: string): {rest: string; last: string} {
  const parts = tidy(q).match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []
  return {rest: parts.slice(0, -1).join(' '), last: parts.at(-1) ?? ''}
}

export const sorts = ['updated', 'created', 'priority', 'due'] as const
export type Sort = (typeof sorts)[number]

export function sortOf(q: string): Sort {
  const [, name] = sortPattern.exec(q) ?? []
  return sorts.find((sort) => name?.toLowerCase() === sort) ?? 'updated'
}

/** The same filter in another order; the usual one needs no word. */
export function withSort(q: string, sort: Sort): string {
  const rest = tidy(q.replace(sortPattern, ' '))
  return sort === 'updated' ? rest : tidy(`${rest} sort:${sort}${sort === 'due' ? '-asc' : '-desc'}`)
}

const sortPattern = /(?:^|\s)sort:([a-z]+)\S*/i

function tidy(q: string): string {
  return q.trim().replaceAll(/\s+/g, ' ')
}

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
    project === undefined && kind === undefined ? tidy(q) : asOne(tidy(q)),
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
}

/** Alternatives in parentheses: what stands beside them belongs to each. The order of the list stands outside. */
function asOne(q: string): string {
  if (!/(?:^|[\s)])OR(?=[\s(]|$)/.test(hideQuoted(q))) return q
  const parts = splitParts(q)
  const rest = parts.filter((part) => !isSort(part))
  // A word such as foo( would take the parenthesis for its own.
  return [`(${rest.join(' ')} )`, ...parts.filter(isSort)].join(' ')
}

function isSort(part: string): boolean {
  return /^sort:/i.test(part)
}

/** The filter without its last part, and that part. */
export function splitLastPart(q: string): {rest: string; last: string} {
  const parts = splitParts(tidy(q))
  const last = parts.at(-1) ?? ''
  const rest = parts.slice(0, -1)
  while (/^(?:AND|OR|NOT)$/.test(rest.at(-1) ?? '')) rest.pop()
  return {rest: rest.join(' '), last}
}

/** At the spaces that stand neither in quotes nor in parentheses. */
function splitParts(q: string): string[] {
  const outside = hideQuoted(q)
  const parts: string[] = []
  let start = 0
  let groups = 0
  for (let at = 0; at <= q.length; at++) {
    const char = outside[at]
    if (char === '(') groups++
    if (char === ')') groups = Math.max(0, groups - 1)
    if (char !== undefined && (char !== ' ' || groups > 0)) continue
    if (at > start) parts.push(q.slice(start, at))
    start = at + 1
  }
  return parts
}

/** Of the same length, with nothing to be seen of what is quoted. */
function hideQuoted(q: string): string {
  return q.replaceAll(/"(?:\\.|[^"\\])*"?/g, (quoted) => '_'.repeat(quoted.length))
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

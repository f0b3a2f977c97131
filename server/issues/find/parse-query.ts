import {AppError} from '../../core/errors.ts'
import {categories, isOpen, type Category} from '../../workflow/tables.ts'

export const sorts = ['updated', 'created', 'priority', 'due'] as const
export type Sort = (typeof sorts)[number]

/** What a list is asked for. Several values of one key mean "or", several keys "and". */
export interface IssueQuery {
  readonly projects: readonly string[]
  readonly types: readonly string[]
  /** Each once; null: any. */
  readonly categories: readonly Category[] | null
  /** Logins, mail addresses or names; `@me`; `none`. */
  readonly assignees: readonly string[]
  readonly reporters: readonly string[]
  readonly labels: readonly string[]
  /** Words of the title; the last one may be unfinished. */
  readonly words: readonly string[]
  readonly sort: Sort
  readonly ascending: boolean
}

const openCategories = categories.filter(isOpen)
const doneCategories = categories.filter((category) => !isOpen(category))

/**
 * Reads `project:WEB type:bug is:open assignee:@me label:"data loss" words sort:updated-desc`: the part of
 * the query language that filters need.
 *
 * @throws AppError `invalid` that names the part it does not know
 */
export function parseQuery(text: string): IssueQuery {
  const query = {
    projects: [] as string[],
    types: [] as string[],
    states: [] as Category[],
    statuses: [] as Category[],
    assignees: [] as string[],
    reporters: [] as string[],
    labels: [] as string[],
    words: [] as string[],
    sort: 'updated' as Sort,
    ascending: false,
  }
  for (const {key, values} of splitTerms(text)) {
    switch (key) {
      case undefined:
        query.words.push(...values)
        break
      case 'project':
        query.projects.push(...values.map((value) => value.toUpperCase()))
        break
      case 'type':
        query.types.push(...values.map((value) => value.toLowerCase()))
        break
      case 'is':
        query.states.push(...values.flatMap(readState))
        break
      case 'status':
        query.statuses.push(...values.map(readCategory))
        break
      case 'assignee':
        query.assignees.push(...values)
        break
      case 'reporter':
      case 'author':
        query.reporters.push(...values)
        break
      case 'label':
        query.labels.push(...values)
        break
      case 'sort':
        Object.assign(query, readSort(values[0] ?? ''))
        break
      default:
        throw fault(
          `"${key}:" is not a filter here: use project, type, is, status, assignee, reporter, label or sort`,
        )
    }
  }
  const {states, statuses, ...others} = query
  return {...others, categories: inBoth(states, statuses)}
}

/** "or" within `is:` and within `status:`, "and" between them; who is not asked for leaves all. */
function inBoth(states: readonly Category[], statuses: readonly Category[]): Category[] | null {
  if (states.length === 0 && statuses.length === 0) return null
  return categories.filter((category) => allows(states, category) && allows(statuses, category))
}

function allows(asked: readonly Category[], category: Category): boolean {
  return asked.length === 0 || asked.includes(category)
}

interface Term {
  readonly key: string | undefined
  readonly values: readonly string[]
}

const termPattern = /(?:([A-Za-z]+):)?((?:"[^"]*"?|[^\s",]+)(?:,(?:"[^"]*"?|[^\s",]+))*)|,/g

function splitTerms(text: string): Term[] {
  if (text.length > 2000) throw fault('A query has at most 2,000 characters')
  return [...text.matchAll(termPattern)]
    .map(([, key, list]) => ({
      key: key?.toLowerCase(),
      values: (list?.match(/"[^"]*"?|[^",]+/g) ?? [])
        .map((value) => value.replaceAll('"', '').trim())
        .filter((value) => value !== ''),
    }))
    .filter(({values}) => values.length > 0)
}

function readState(value: string): readonly Category[] {
  if (value === 'open') return openCategories
  if (value === 'closed' || value === 'done') return doneCategories
  throw fault(`"is:${value}" is not known: use is:open or is:closed`)
}

function readCategory(value: string): Category {
  const category = categories.find((name) => name === value.toLowerCase())
  if (category === undefined) throw fault(`"status:${value}" is not known: use ${categories.join(', ')}`)
  return category
}

function readSort(value: string): {sort: Sort; ascending: boolean} {
  const [, name, direction] = /^(\w+?)(?:-(asc|desc))?$/.exec(value.toLowerCase()) ?? []
  const sort = sorts.find((known) => known === name)
  if (sort === undefined)
    throw fault(`"sort:${value}" is not known: use ${sorts.join(', ')}, with -asc or -desc`)
  return {sort, ascending: direction === 'asc'}
}

function fault(message: string): AppError {
  return new AppError('invalid', message, {pointer: '/querystring/q'})
}

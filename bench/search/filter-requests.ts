import {priorities, severities} from '../../server/issues/tables.ts'
import type {BenchRequest} from '../load.ts'
import {pickOne, randomFrom} from '../random.ts'
import type {KnownIssue} from './known-issues.ts'

/**
 * Queries of five filters and an order. Each is filled in with the values of one issue, so that there is something to
 * find; those of a person or a label find little, the others much. As people ask: what is new or urgent first.
 */
const templates = [
  'project:{project} is:{state} type:{type} priority:>={priority} assignee:{assignee} sort:updated-desc',
  'project:{project} is:{state} type:{type} priority:{priority} assignee:{assignee} sort:created-desc',
  'project:{project} is:{state} priority:>={priority} severity:>={severity} label:{label} sort:updated-desc',
  'project:{project} is:{state} type:{type} created:>={year} label:{label} sort:created-desc',
  'project:{project} is:{state} type:{type} priority:<={priority} reporter:{reporter} sort:updated-desc',
  'project:{project} is:{state} type:{type} priority:>={priority} created:>={year} sort:updated-desc',
  'project:{project} is:{state} type:{type} severity:>={severity} priority:{priority} sort:updated-desc',
  'project:{project} is:{state} type:{type} priority:{priority} created:{createdMonth} sort:created-asc',
  'project:{project} is:{state} type:{type} updated:>={updatedMonth} priority:>={priority} sort:updated-desc',
  'project:{project} is:{state} type:{type} reporter:{reporter} created:>={year} sort:updated-desc',
  'project:{project} is:{state} assignee:{assignee} label:{label} priority:>={priority} sort:updated-desc',
  'project:{project} is:{state} label:{label} type:{type} created:{year}..{day} sort:updated-desc',
  'project:{project} type:{type} priority:>={priority} assignee:{assignee} created:>={year} sort:updated-desc',
  'project:{project} type:{type} reporter:{reporter} assignee:{assignee} priority:>={priority} sort:updated-desc',
  'project:{project} is:{state} type:{type} -label:{label} priority:>={priority} sort:updated-desc',
  'project:{project} is:{state} type:{type} -assignee:{assignee} priority:{priority} sort:updated-desc',
  'project:{project} is:{state} type:{type} priority:{priority},{otherPriority} severity:>={severity} sort:updated-desc',
  'project:{project} is:{state} type:{type} has:assignee priority:>={priority} sort:created-desc',
  'project:{project} is:{state} type:{type} no:milestone created:>={year} sort:updated-desc',
  'project:{project} is:{state} type:{type} priority:>={priority} -reporter:{reporter} sort:updated-desc',
  'is:{state} type:{type} priority:>={priority} assignee:{assignee} created:>={year} sort:updated-desc',
  'is:{state} type:{type} priority:>={priority} severity:>={severity} created:>={year} sort:updated-desc',
  'is:{state} type:{type} priority:{priority} label:{label} created:>={year} sort:updated-desc',
  'is:{state} type:{type} priority:<={priority} reporter:{reporter} created:>={year} sort:created-desc',
  'is:{state} type:{type} severity:{severity} priority:{priority} created:{createdMonth} sort:created-desc',
  'is:{state} type:{type} has:label priority:>={priority} created:>={year} sort:updated-desc',
  'project:{project},BENB is:{state} type:{type} priority:>={priority} created:>={year} sort:updated-desc',
  'project:{project},BENC is:{state} type:{type} assignee:{assignee} priority:>={priority} sort:updated-desc',
  'project:{project} is:{state} type:{type},{otherType} priority:>={priority} reporter:{reporter} sort:updated-desc',
  'project:{project} is:{state} type:{type} priority:>={priority} severity:>={severity} sort:created-asc',
] as const

/** Pages of 50, so many different ones. */
export function filterRequests(issues: readonly KnownIssue[], count: number): BenchRequest[] {
  const random = randomFrom(6)
  const queries = new Set<string>()
  let turn = 0
  for (const issue of issues) {
    if (queries.size >= count) break
    // The next one in turn waits for an issue that has all its values.
    const query = fill(templates[turn % templates.length] ?? templates[0], valuesOf(issue, random))
    if (query === undefined) continue
    queries.add(query)
    turn++
  }
  return [...queries].map((query) => ({path: `/issues?q=${encodeURIComponent(query)}&limit=50`}))
}

/** Undefined where the issue has no value to fill in. */
function fill(template: string, values: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  if (names.some((name) => values[name] === undefined)) return undefined
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

function valuesOf(issue: KnownIssue, random: () => number): Record<string, string | undefined> {
  const [label, ...others] = issue.labels.filter((name) => /^[^"\\]+$/.test(name))
  return {
    project: issue.project,
    state: issue.isOpen ? 'open' : 'closed',
    type: issue.type,
    otherType: issue.type === 'task' ? 'bug' : 'task',
    priority: priorities[issue.priority],
    otherPriority: priorities[(issue.priority + 1) % priorities.length],
    severity: issue.severity === null ? undefined : severities[issue.severity],
    assignee: issue.assignee ?? undefined,
    reporter: issue.reporter,
    label: label === undefined ? undefined : quoted(pickOne(random, [label, ...others])),
    day: issue.createdOn,
    createdMonth: issue.createdOn.slice(0, 7),
    updatedMonth: issue.updatedOn.slice(0, 7),
    year: `${issue.createdOn.slice(0, 4)}-01-01`,
  }
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`
}

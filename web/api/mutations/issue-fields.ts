import type {ChangeIssue, Issue} from '../types.ts'

export const textFields = ['body', 'steps', 'expected', 'actual', 'environment'] as const

/** The fields of a change that have other values now than when the person began, and not the wanted ones. */
export function conflictingFields(change: ChangeIssue, base: Issue, theirs: Issue): (keyof ChangeIssue)[] {
  return fieldsOf(change).filter((field) => {
    const now = text(valueOf(theirs, field))
    return now !== text(valueOf(base, field)) && now !== text(change[field])
  })
}

/** How a change looks, for the fields that are sent as they are shown; the others are sent as ids. */
export function shownAs(change: ChangeIssue): Partial<Issue> {
  const same = fieldsOf(change).filter((field) => !(field in readers))
  return Object.fromEntries(same.map((field) => [field, change[field]]))
}

function fieldsOf(change: ChangeIssue): (keyof ChangeIssue)[] {
  return Object.keys(change) as (keyof ChangeIssue)[]
}

function valueOf(issue: Issue, field: keyof ChangeIssue): unknown {
  const read = readers[field]
  return read ? read(issue) : issue[field as keyof Issue]
}

/** Where the value that is sent stands in an issue, when not under the same name. */
const readers: {[Field in keyof ChangeIssue]?: (issue: Issue) => unknown} = {
  type: ({type}) => type.key,
  status: ({status}) => status.key,
  assigneeId: ({assignee}) => assignee?.id ?? null,
  reporterId: ({reporter}) => reporter.id,
  componentIds: ({components}) => ids(components),
  affectsVersionIds: ({affectsVersions}) => ids(affectsVersions),
  targetVersionIds: ({targetVersions}) => ids(targetVersions),
  fixedVersionIds: ({fixedVersions}) => ids(fixedVersions),
  milestoneId: ({milestone}) => milestone?.id ?? null,
  cycleId: ({cycle}) => cycle?.id ?? null,
  parentKey: ({parent}) => parent?.key ?? null,
}

function ids(things: {id: number}[]): number[] {
  return things.map(({id}) => id)
}

/** Sets are sent in any order. */
function text(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map(String).toSorted() : value)
}

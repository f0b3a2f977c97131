import type {Db} from '../../core/database/database.ts'
import type {Changes} from '../../core/events/event.ts'
import {planCustomRevert} from '../../fields/custom-history.ts'
import {describeFields} from '../change/describe-changes.ts'
import {historyFieldNames, historyFields, type HistoryField} from '../change/history-fields.ts'
import type {IssueRecord} from '../queries.ts'
import type {ChangeIssue} from '../schemas.ts'

export interface Revert {
  readonly change: ChangeIssue
  /** Fields that have another value by now and keep it. */
  readonly changedSince: readonly string[]
}

/** The change that sets fields back to their old values, where they still have the new ones. */
export async function planRevert(db: Db, issue: IssueRecord, changes: Changes): Promise<Revert> {
  const names = historyFieldNames.filter((name) => changes[name] !== undefined)
  const present = await describeFields(db, issue, names)
  const change: Record<string, unknown> = {}
  const changedSince: string[] = []
  for (const name of names) {
    const field: HistoryField = historyFields[name]
    const {from, to} = changes[name] ?? {from: null, to: null}
    if (isSame(present[name], to)) change[field.input] = inputOf(field, from)
    else changedSince.push(name)
  }
  const reverted = planCustomRevert(issue.custom, changes)
  if (Object.keys(reverted.custom).length > 0) change['custom'] = reverted.custom
  return {change, changedSince: [...changedSince, ...reverted.changedSince]}
}

/** Names may have changed since; ids and keys say what is meant. */
function isSame(a: unknown, b: unknown): boolean {
  return identity(a) === identity(b)
}

function identity(value: unknown): unknown {
  if (Array.isArray(value)) return JSON.stringify(value.map(identity).map(String).toSorted())
  if (typeof value !== 'object' || value === null) return value
  return 'id' in value ? value.id : 'key' in value ? value.key : value
}

/** A value of the history as a change takes it: a reference by id, or by key where that is its name. */
function inputOf({refs}: HistoryField, value: unknown): unknown {
  if (refs === undefined || value === null) return value
  const part = refs === 'issue_type' || refs === 'status' || refs === 'issue' ? 'key' : 'id'
  const partOf = (ref: unknown) => (ref as Record<string, unknown>)[part]
  return Array.isArray(value) ? value.map(partOf) : partOf(value)
}

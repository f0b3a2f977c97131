import {isDeepStrictEqual} from 'node:util'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {invalid} from '../../core/errors.ts'
import {planCustom} from '../../fields/plan-custom.ts'
import type {IssueRecord} from '../queries.ts'
import {resolveFields} from '../resolve-fields.ts'
import type {ChangeIssue} from '../schemas.ts'
import {assertNoParentCircle} from './assert-no-circle.ts'
import type {IssueColumns} from './history-fields.ts'
import {planStatus} from './plan-status.ts'

/**
 * The columns that a change makes different; none when it asks for what is there already.
 *
 * @throws AppError `invalid` that points at the field, or what a change of status throws
 */
export async function planColumns(
  tx: Tx,
  ctx: Context,
  issue: IssueRecord,
  change: ChangeIssue,
): Promise<IssueColumns> {
  const {title, type, status, resolution, custom, ...others} = change
  const fields: IssueColumns = {}
  Object.assign(fields, await resolveFields(tx, ctx.actor, issue.project_id, others))
  if (title !== undefined) fields.title = title
  if (custom !== undefined) fields.custom = await planCustom(tx, issue.project_id, issue.custom, custom)
  Object.assign(fields, await planStatus(tx, ctx, issue, {type, status, resolution}, fields))

  const columns = onlyDifferent(issue, fields)
  if (columns.start_on !== undefined || columns.due_on !== undefined) assertDates({...issue, ...columns})
  if (columns.parent_id !== undefined && columns.parent_id !== null)
    await assertNoParentCircle(tx, issue, columns.parent_id)
  return columns
}

export function onlyDifferent(issue: IssueRecord, columns: IssueColumns): IssueColumns {
  return Object.fromEntries(
    Object.entries(columns).filter(([name, value]) => !isSame(issue[name as keyof IssueRecord], value)),
  )
}

/** Labels, components and versions are sets. */
function isSame(before: unknown, after: unknown): boolean {
  if (before instanceof Date && after instanceof Date) return before.getTime() === after.getTime()
  if (!Array.isArray(before) || !Array.isArray(after)) return isDeepStrictEqual(before, after)
  return before.length === after.length && after.every((item) => before.includes(item))
}

function assertDates({start_on, due_on}: IssueRecord): void {
  if (start_on !== null && due_on !== null && start_on > due_on)
    throw invalid('/dueOn', `Due on ${due_on}, before the start on ${start_on}`)
}

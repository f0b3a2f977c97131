import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {isOpen} from '../../workflow/tables.ts'
import {assertMayOnIssue} from '../permissions.ts'
import type {IssueRecord} from '../queries.ts'
import type {ChangeIssue} from '../schemas.ts'
import {describeChanges} from './describe-changes.ts'
import {textFields, type IssueColumns} from './history-fields.ts'
import {planColumns} from './plan-columns.ts'

/** Who acts, perhaps as one of many acts that belong together. */
export type GroupContext = Context & {readonly groupId?: number}

/**
 * Changes an issue that is locked already, with the rights of who acts: the heart of every verb that sets
 * fields. The same version comes back when nothing was different.
 */
export async function changeLocked(
  tx: Tx,
  ctx: GroupContext,
  issue: IssueRecord,
  change: ChangeIssue,
): Promise<IssueRecord> {
  assertMayChange(ctx, issue, change)
  const columns = await planColumns(tx, ctx, issue, change)
  if (Object.keys(columns).length === 0) return issue
  const changes = await describeChanges(tx, issue, columns)
  const changed = await writeColumns(tx, ctx, issue, columns)
  await recordEvent(
    tx,
    ctx,
    {kind: 'issue.changed', changes},
    {projectId: issue.project_id, issueId: issue.id},
  )
  return changed
}

/** Writes columns as the next version of the issue. The event is up to the caller. */
export async function writeColumns(
  tx: Tx,
  ctx: GroupContext,
  issue: IssueRecord,
  columns: IssueColumns,
): Promise<IssueRecord> {
  const next = {...columns, version: issue.version + 1, updated_at: ctx.now()}
  const {custom, ...others} = next
  await tx
    .updateTable('issue')
    .set({...others, ...(custom === undefined ? {} : {custom: JSON.stringify(custom)})})
    .where('id', '=', issue.id)
    .execute()
  const reporterId = columns.reporter_id
  return {
    ...issue,
    ...next,
    is_open: isOpen(columns.category ?? issue.category),
    reporterCompanyId:
      reporterId === undefined ? issue.reporterCompanyId : await findCompanyOf(tx, reporterId),
  }
}

const texts: ReadonlySet<string> = new Set(textFields)

/** Texts may be changed by the reporter too, everything else takes the right to change issues. */
function assertMayChange({actor}: Context, issue: IssueRecord, change: ChangeIssue): void {
  const isOnlyText = Object.keys(change).every((field) => texts.has(field))
  assertMayOnIssue(actor, isOnlyText ? 'issue.changeText' : 'issue.change', issue)
}

async function findCompanyOf(tx: Tx, personId: number): Promise<number | null> {
  const person = await tx
    .selectFrom('person')
    .select('company_id')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return person.company_id
}

import {standingIn} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {invalid} from '../../core/errors.ts'
import {getEnabledType, getStatus, type StatusRecord, type TypeRecord} from '../../workflow/queries.ts'
import {isOpen, type Kind} from '../../workflow/tables.ts'
import {assertTransition} from '../../workflow/transitions.ts'
import {keyOf, type IssueRecord} from '../queries.ts'
import {remember} from '../remember.ts'
import type {ChangeIssue} from '../schemas.ts'
import {priorities, type Resolution} from '../tables.ts'
import {historyFieldNames, historyFields, type IssueColumns} from './history-fields.ts'

/**
 * What type, status and resolution become. Another workflow takes over the status by its category; an issue
 * that ends gets a resolution, and one that is opened again loses it.
 *
 * @param planned the other columns of the same change, for transitions that need a field
 * @throws AppError `invalid`, or what `assertTransition` throws
 */
export async function planStatus(
  tx: Tx,
  ctx: Context,
  issue: IssueRecord,
  change: Pick<ChangeIssue, 'type' | 'status' | 'resolution'>,
  planned: IssueColumns,
): Promise<IssueColumns> {
  if (change.type === undefined && change.status === undefined && change.resolution === undefined) return {}
  const from = await getStatusById(tx, issue.status_id)
  const type = await getNextType(tx, issue, change.type)
  const to = await getNextStatus(tx, type, from, change.status)
  const columns = {
    type_id: type.id,
    ...statusColumns(issue, to, ctx.now()),
    resolution: nextResolution(issue, type.kind, to, change.resolution),
  }
  await assertTransition(tx, {
    from,
    to,
    role: ctx.actor.isAdmin ? 'maintainer' : standingIn(ctx.actor, issue.project_id),
    fields: fieldsOf({...issue, ...planned, ...columns}),
    action: `set ${keyOf(issue)} to "${to.name}"`,
  })
  return columns
}

/** The columns that follow from a status. */
export function statusColumns(issue: IssueRecord, {id, category}: StatusRecord, now: Date): IssueColumns {
  return {
    status_id: id,
    category,
    resolved_at: isOpen(category) ? null : (issue.resolved_at ?? now),
    closed_at: category === 'closed' ? (issue.closed_at ?? now) : null,
  }
}

export function getTypeById(tx: Tx, id: number): Promise<TypeRecord> {
  return remember(tx, `type ${id}`, () =>
    tx.selectFrom('issue_type').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

export function getStatusById(tx: Tx, id: number): Promise<StatusRecord> {
  return remember(tx, `status ${id}`, () =>
    tx.selectFrom('status').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  )
}

/** The status of a workflow that stands nearest to one of another: of the same category, by the same key if it can. */
export async function getCounterpart(tx: Tx, workflowId: number, from: StatusRecord): Promise<StatusRecord> {
  const statuses = await tx
    .selectFrom('status')
    .selectAll()
    .where('workflow_id', '=', workflowId)
    .orderBy('position')
    .execute()
  const sameCategory = statuses.filter(({category}) => category === from.category)
  const sameState = statuses.filter(({category}) => isOpen(category) === isOpen(from.category))
  return (
    sameCategory.find(({key}) => key === from.key) ??
    sameCategory[0] ??
    sameState.find(({is_initial}) => is_initial) ??
    sameState[0] ??
    getStatus(tx, workflowId, undefined)
  )
}

/** The type an issue has stays allowed when the project no longer offers it. */
async function getNextType(tx: Tx, issue: IssueRecord, key: string | undefined): Promise<TypeRecord> {
  const current = await getTypeById(tx, issue.type_id)
  if (key === undefined || key === current.key) return current
  return remember(tx, `type ${key} in ${issue.project_id}`, () => getEnabledType(tx, issue.project_id, key))
}

async function getNextStatus(
  tx: Tx,
  {workflow_id}: TypeRecord,
  from: StatusRecord,
  key: string | undefined,
): Promise<StatusRecord> {
  if (key !== undefined)
    return remember(tx, `status ${key} in ${workflow_id}`, () => getStatus(tx, workflow_id, key))
  return workflow_id === from.workflow_id ? from : getCounterpart(tx, workflow_id, from)
}

function nextResolution(
  issue: IssueRecord,
  kind: Kind,
  to: StatusRecord,
  given: Resolution | null | undefined,
): Resolution | null {
  if (isOpen(to.category)) {
    if (given === undefined || given === null) return null
    throw invalid(
      '/resolution',
      `${keyOf(issue)} is open in status "${to.name}": only what has ended has a resolution`,
    )
  }
  if (given !== undefined && given !== null) return given
  if (isOpen(issue.category)) return defaultResolution(kind)
  return given === undefined ? issue.resolution : null
}

export function defaultResolution(kind: Kind): Resolution {
  return kind === 'defect' ? 'fixed' : 'done'
}

function fieldsOf(issue: IssueColumns): Record<string, unknown> {
  const fields = Object.fromEntries(
    historyFieldNames.map((name) => [name, issue[historyFields[name].column]]),
  )
  return {...fields, priority: priorities[issue.priority ?? 0]}
}

import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import type {Event} from '../../core/events/event.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {assertNoDuplicateCircle} from '../change/assert-no-circle.ts'
import type {GroupContext} from '../change/change-locked.ts'
import {keyOf, type IssueRecord} from '../queries.ts'
import type {RelationKind} from '../tables.ts'
import {inverseOf, storedEnds, type RelationName} from './relation-names.ts'

/**
 * Relates two issues and tells it in the history of both. A relation that is there already stays as it is.
 *
 * @returns its id
 * @throws AppError `conflict` for an issue with itself, or duplicates that would make a circle
 */
export async function relate(
  tx: Tx,
  ctx: GroupContext,
  issue: IssueRecord,
  name: RelationName,
  other: IssueRecord,
): Promise<number> {
  if (issue.id === other.id) throw new AppError('conflict', `Cannot relate ${keyOf(issue)} to itself`)
  const {kind, fromId, toId} = storedEnds(name, issue.id, other.id)
  const known = await findRelation(tx, kind, fromId, toId)
  if (known !== undefined) return known
  if (name === 'duplicates') await assertNoDuplicateCircle(tx, issue, other)
  if (name === 'isDuplicatedBy') await assertNoDuplicateCircle(tx, other, issue)

  const added = await tx
    .insertInto('relation')
    .values({
      kind,
      from_issue_id: fromId,
      to_issue_id: toId,
      created_by: ctx.actor.personId,
      created_at: ctx.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return getRelationMadeMeanwhile(tx, kind, fromId, toId)
  await recordOnBoth(tx, ctx, 'relation.added', {id: added.id, issue, name, other})
  return added.id
}

interface Relation {
  readonly id: number
  readonly issue: Pick<IssueRecord, 'id' | 'project_id'>
  /** What `issue` is to `other`. */
  readonly name: RelationName
  readonly other: Pick<IssueRecord, 'id' | 'project_id'>
}

export async function recordOnBoth(
  tx: Tx,
  ctx: GroupContext,
  kind: Extract<Event, {relationId: number}>['kind'],
  {id, issue, name, other}: Relation,
): Promise<void> {
  await recordEvent(
    tx,
    ctx,
    {kind, relationId: id, relation: name, otherIssueId: other.id},
    {projectId: issue.project_id, issueId: issue.id},
  )
  await recordEvent(
    tx,
    ctx,
    {kind, relationId: id, relation: inverseOf(name), otherIssueId: issue.id},
    {projectId: other.project_id, issueId: other.id},
  )
}

async function getRelationMadeMeanwhile(
  tx: Tx,
  kind: RelationKind,
  fromId: number,
  toId: number,
): Promise<number> {
  const id = await findRelation(tx, kind, fromId, toId)
  if (id === undefined) throw new AppError('conflict', 'The relation was added and removed in the meantime')
  return id
}

async function findRelation(
  tx: Tx,
  kind: RelationKind,
  fromId: number,
  toId: number,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('relation')
    .select('id')
    .where('kind', '=', kind)
    .where('from_issue_id', '=', fromId)
    .where('to_issue_id', '=', toId)
    .executeTakeFirst()
  return row?.id
}

import type {Actor} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError, notFound} from '../../core/errors.ts'
import {refusal} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {mayOnIssue} from '../permissions.ts'
import {keyOf, selectRecord, type IssueRecord} from '../queries.ts'
import {recordOnBoth} from './relate.ts'

/** Ends a relation between two issues that the actor sees, with the right to relate one of them. */
export function removeRelation(ctx: Context, id: number): Promise<void> {
  return transact(ctx, async ({tx}) => {
    const relation = await tx
      .selectFrom('relation')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (relation === undefined) throw notFound('relation')
    const from = await getEnd(tx, ctx.actor, relation.from_issue_id)
    const to = await getEnd(tx, ctx.actor, relation.to_issue_id)
    assertMayRelate(ctx.actor, from, to)
    await tx.deleteFrom('relation').where('id', '=', id).execute()
    await recordOnBoth(tx, ctx, 'relation.removed', {id, issue: from, name: relation.kind, other: to})
  })
}

async function getEnd(tx: Tx, actor: Actor, issueId: number): Promise<IssueRecord> {
  const issue = await selectRecord(tx, actor).where('issue.id', '=', issueId).executeTakeFirst()
  if (issue === undefined) throw notFound('relation')
  return issue
}

function assertMayRelate(actor: Actor, from: IssueRecord, to: IssueRecord): void {
  const mine = [from, to].filter((issue) => mayOnIssue(actor, 'relation.change', issue))
  if (mine.length === 0) throw refusal(actor, 'relation.change')
  if (mine.every(({projectArchivedAt}) => projectArchivedAt !== null))
    throw new AppError('conflict', `Cannot change ${keyOf(from)}: the project ${from.projectKey} is archived`)
}

import type {Context} from '../context.ts'
import type {Tx} from '../database/database.ts'
import {isAudit, type Event, type EventScope} from './event.ts'
import {rememberEvent} from './recorded-events.ts'

/** Written in the caller's transaction: delivered if, and only if, the change commits. */
export async function recordEvent(
  tx: Tx,
  ctx: Pick<Context, 'actor' | 'via' | 'now'> & {readonly groupId?: number},
  event: Event,
  scope: EventScope = {},
): Promise<void> {
  const {kind, ...payload} = event
  rememberEvent(tx, {event, scope})
  await tx
    .insertInto('event')
    .values({
      kind,
      at: ctx.now(),
      via: ctx.via,
      actor_id: ctx.actor.personId,
      project_id: scope.projectId ?? null,
      issue_id: scope.issueId ?? null,
      comment_id: scope.commentId ?? null,
      group_id: ctx.groupId ?? null,
      is_internal: scope.isInternal ?? false,
      is_audit: isAudit(kind),
      payload: JSON.stringify(payload),
    })
    .execute()
}

import type {Tx} from '../../core/database/database.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import type {GroupContext} from '../change/change-locked.ts'
import type {IssueRecord} from '../queries.ts'

/** Makes people watch an issue; who watches already is left alone and nobody is told. */
export async function addWatchers(
  tx: Tx,
  ctx: GroupContext,
  issue: Pick<IssueRecord, 'id' | 'project_id'>,
  personIds: readonly number[],
): Promise<void> {
  if (personIds.length === 0) return
  const added = await tx
    .insertInto('watcher')
    .values(personIds.map((person_id) => ({issue_id: issue.id, person_id, since: ctx.now()})))
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .execute()
  for (const {person_id} of added)
    await recordEvent(
      tx,
      ctx,
      {kind: 'watcher.added', personId: person_id},
      {projectId: issue.project_id, issueId: issue.id},
    )
}

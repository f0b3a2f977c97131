import type {Tx} from '../../core/database/database.ts'
import type {GroupContext} from '../change/change-locked.ts'
import type {IssueRecord} from '../queries.ts'
import {relate} from '../relations/relate.ts'
import {addWatchers} from '../watchers/add-watchers.ts'
import {findWhoSees} from '../watchers/who-sees.ts'

/**
 * Links a duplicate with its original. Who reported or watched the one watches the other from then on, as
 * far as they can see it.
 *
 * @throws AppError `conflict` for a duplicate of itself, or of one of its own duplicates
 */
export async function markDuplicate(
  tx: Tx,
  ctx: GroupContext,
  issue: IssueRecord,
  original: IssueRecord,
): Promise<void> {
  await relate(tx, ctx, issue, 'duplicates', original)
  const watchers = await tx
    .selectFrom('watcher')
    .select('person_id')
    .where('issue_id', '=', issue.id)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('watcher as known')
            .select('known.person_id')
            .where('known.issue_id', '=', original.id)
            .whereRef('known.person_id', '=', 'watcher.person_id'),
        ),
      ),
    )
    .orderBy('person_id')
    .execute()
  const people = new Set([issue.reporter_id, ...watchers.map(({person_id}) => person_id)])
  await addWatchers(tx, ctx, original, await findWhoSees(tx, original.id, [...people]))
}

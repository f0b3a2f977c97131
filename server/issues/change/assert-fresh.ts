import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import {viewIssue} from '../issue-view.ts'
import {keyOf, type IssueRecord} from '../queries.ts'

/**
 * Refuses to change what somebody else changed since the caller read it.
 *
 * @param ifMatch the version the caller builds upon; null when they do not say
 * @throws AppError `stale` with the present view of the issue as `current`
 */
export async function assertFresh(
  tx: Tx,
  {actor}: Context,
  issue: IssueRecord,
  ifMatch: number | null,
): Promise<void> {
  if (ifMatch === null || ifMatch === issue.version) return
  throw new AppError('stale', `${keyOf(issue)} was changed in the meantime`, {
    extra: {current: await viewIssue(tx, actor, issue)},
  })
}

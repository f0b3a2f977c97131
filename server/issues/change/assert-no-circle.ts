import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {AppError, invalid} from '../../core/errors.ts'
import {keyOf, type IssueRecord} from '../queries.ts'

/**
 * Refuses a parent that is the issue itself or lies below it. Parents change one at a time, from here to
 * the commit, so that two changes which are harmless alone cannot make a circle together.
 *
 * @throws AppError `invalid`
 */
export async function assertNoParentCircle(tx: Tx, issue: IssueRecord, parentId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${parentLock})`.execute(tx)
  const {rows} = await sql`
    with recursive above as (
      select id, parent_id from issue where id = ${parentId}
      union select up.id, up.parent_id from issue up join above on up.id = above.parent_id
    )
    select from above where id = ${issue.id}`.execute(tx)
  if (rows.length > 0)
    throw invalid('/parentKey', `Cannot put ${keyOf(issue)} below itself or one of its sub-issues`)
}

/**
 * Refuses an original that is, over whatever number of steps, a duplicate of the issue.
 *
 * @throws AppError `conflict`
 */
export async function assertNoDuplicateCircle(
  tx: Tx,
  issue: IssueRecord,
  original: IssueRecord,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${duplicateLock})`.execute(tx)
  const {rows} = await sql`
    with recursive original as (
      select ${original.id}::integer id
      union select r.to_issue_id from relation r join original o on o.id = r.from_issue_id where r.kind = 'duplicates'
    )
    select from original where id = ${issue.id}`.execute(tx)
  if (rows.length > 0)
    throw new AppError(
      'conflict',
      `Cannot make ${keyOf(issue)} a duplicate of ${keyOf(original)}: that would be a circle`,
    )
}

/** Advisory locks of a transaction that may make a circle; who takes both takes the parents' first. */
export const parentLock = 715_011
export const duplicateLock = 715_012

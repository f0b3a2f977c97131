import {sql} from 'kysely'
import type {Db, Tx} from '../../core/database/database.ts'
import {weightUnit} from './write-postings.ts'

export const refreshTask = 'search.refreshSimilar'

/** Takes the numbers of these projects anew that have grown by half since: a young project learns at once. */
export async function refreshGrown(db: Db, projectIds: readonly number[]): Promise<void> {
  const {rows} = await sql<{id: number}>`
    select project_id id from similar_project
    where project_id = any(${projectIds}::integer[]) and written > 0 and written * 2 >= issues`.execute(db)
  for (const {id} of rows) await refreshProject(db, id)
}

/** Takes the numbers of all projects anew in which something was written. */
export async function refreshAll(db: Db): Promise<void> {
  const {rows} = await sql<{id: number}>`
    select project_id id from similar_project
    where written * 100 > issues or (written > 0 and refreshed_at < now() - interval '1 hour')`.execute(db)
  for (const {id} of rows) await refreshProject(db, id)
}

const lockSpace = 715_004

/** Nothing happens while another one is at it. Reads go on with the old numbers until the new ones are complete. */
async function refreshProject(db: Db, projectId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`set local work_mem = '64MB'`.execute(tx)
    const {rows} = await sql<{isMine: boolean}>`
      select pg_try_advisory_xact_lock(${lockSpace}, ${projectId}) "isMine"`.execute(tx)
    if (rows[0]?.isMine !== true) return
    await countTerms(tx, projectId)
    const {mustWeigh} = await countIssues(tx, projectId)
    if (mustWeigh) await weighTitles(tx, projectId)
  })
}

/** Only what differs is written. */
async function countTerms(tx: Tx, projectId: number): Promise<void> {
  await sql`
    insert into similar_term (project_id, term, issues)
    select ${projectId}, term, coalesce(now.issues, 0)
    from (select term, count(*)::integer issues from similar_posting where project_id = ${projectId} group by term) now
      full join (select term, issues from similar_term where project_id = ${projectId}) before using (term)
    where now.issues is distinct from nullif(before.issues, 0)
    on conflict (project_id, term) do update set issues = excluded.issues`.execute(tx)
}

/** Beyond this change of the mean lengths every issue is weighed anew; of the number of issues, every title. */
const drift = 1.25
/** Of fewer issues the mean says little. */
const settled = 20

async function countIssues(tx: Tx, projectId: number): Promise<{mustWeigh: boolean}> {
  const {rows} = await sql<{hasDrifted: boolean; mustWeigh: boolean}>`
    with present as (
      select count(*)::integer issues, greatest(avg(title_length), 1) title, greatest(avg(body_length), 1) body
      from similar_issue where project_id = ${projectId}
    ), before as (
      select s.*, greatest(title / title_length, title_length / title, body / body_length, body_length / body)
          > ${sql.lit(drift)} and present.issues >= ${settled} has_drifted, present.issues > ${sql.lit(drift)} * weighed_issues must_weigh
      from similar_project s, present where project_id = ${projectId}
    )
    update similar_project p set issues = present.issues, written = 0, refreshed_at = now(),
      title_length = case when has_drifted then title else p.title_length end,
      body_length = case when has_drifted then body else p.body_length end,
      weighed_issues = case when must_weigh then present.issues else p.weighed_issues end
    from present, before where p.project_id = ${projectId}
    returning has_drifted "hasDrifted", must_weigh "mustWeigh"`.execute(tx)
  if (rows[0]?.hasDrifted === true) await weighAnew(tx, projectId)
  return {mustWeigh: rows[0]?.mustWeigh === true}
}

async function weighAnew(tx: Tx, projectId: number): Promise<void> {
  await sql`update similar_issue set fingerprint = '' where project_id = ${projectId}`.execute(tx)
  await sql`
    insert into search_pending (issue_id) select issue_id from similar_issue where project_id = ${projectId}
    order by issue_id`.execute(tx)
}

/** As `idf` in weights.ts has it. */
async function weighTitles(tx: Tx, projectId: number): Promise<void> {
  await sql`
    update similar_issue i set title_self = own.title_self
    from (
      select p.issue_id, sum(ln(1 + (greatest(s.issues - t.issues, 0) + 0.5) / (t.issues + 0.5))
        * p.title_weight / ${weightUnit}) title_self
      from similar_posting p
        join similar_term t on t.project_id = p.project_id and t.term = p.term
        join similar_project s on s.project_id = p.project_id
      where p.project_id = ${projectId} and p.title_weight > 0
      group by p.issue_id
    ) own
    where i.issue_id = own.issue_id and abs(i.title_self - own.title_self) > 0.05 * own.title_self`.execute(
    tx,
  )
}

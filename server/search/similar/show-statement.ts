import {sql, type RawBuilder} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import {issueRowJoins, issueRowJson} from '../../issues/issue-row-json.ts'
import type {IssueRow} from '../../issues/schemas.ts'
import {seesIssue} from '../../issues/visible-issues.ts'
import type {RankedIssue} from './rank-statement.ts'

export interface ShownRow {
  row: IssueRow
  score: number
  because: string[]
}

const maxSteps = 5
const maxBecause = 5

/**
 * The rows of similar issues, best first (`ShownRow`). One that a person marked as a duplicate leads to its original,
 * as far as the actor may see that, and is named as the reason; several that lead to the same one are one.
 *
 * @param without ids of issues that are not shown, nor what leads to them
 */
export function showStatement(
  actor: Actor,
  ranked: readonly RankedIssue[],
  {without, limit}: {readonly without: readonly number[]; readonly limit: number},
): RawBuilder<ShownRow> {
  return sql<ShownRow>`
    with recursive scored as (
      select * from unnest(${ranked.map(({id}) => id)}::integer[], ${ranked.map(({score}) => score)}::real[]) s (id, score)
    ), path (found_id, id, steps) as (
      select id, id, 0 from scored
      union all
      select path.found_id, issue.id, path.steps + 1
      from path join relation r on r.from_issue_id = path.id and r.kind = 'duplicates'
        join issue on issue.id = r.to_issue_id
      where issue.deleted_at is null and ${seesIssue(actor)} and path.steps < ${maxSteps}
    ), led as (
      select distinct on (found_id) found_id, id from path order by found_id, steps desc, id
    ), shown as (
      select led.id, max(scored.score) score,
        (array_agg(led.found_id order by scored.score desc) filter (where led.found_id <> led.id))[:${maxBecause}] because
      from led join scored on scored.id = led.found_id
      where led.id <> all(${without}::integer[])
      group by led.id order by score desc, led.id desc limit ${limit}
    )
    select ${issueRowJson} as row, shown.score, array(
      select p.key || '-' || i.number from unnest(shown.because) with ordinality b (id, place)
        join issue i on i.id = b.id join project p on p.id = i.project_id order by b.place) because
    from shown join issue on issue.id = shown.id ${issueRowJoins}
    order by shown.score desc, shown.id desc`
}

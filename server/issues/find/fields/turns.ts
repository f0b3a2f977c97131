import {sql, type RawBuilder} from 'kysely'
import type {Asking} from '../asking.ts'

const ends = {milestone: sql`due_on`, cycle: sql`ends_on`}

/** Ids of the cycle or milestone whose turn it is in each project, or of its neighbour, as a sub-select. */
export function turnIds(
  {today, projectIds}: Asking,
  table: 'milestone' | 'cycle',
  turn: 'current' | 'next' | 'previous',
): RawBuilder<unknown> {
  const end = ends[table]
  const day = sql`${today}::date`
  const here = sql`project_id = any(${[...projectIds]}) and coalesce(starts_on, ${end}) is not null`
  const current = sql`select distinct on (project_id) id from ${sql.table(table)}
    where ${here} and closed_at is null and coalesce(starts_on <= ${day}, true) and coalesce(${end} >= ${day}, true)
    order by project_id, ${end} nulls last, starts_on nulls last, id`
  const next = sql`select id from (select distinct on (project_id) id from ${sql.table(table)}
    where ${here} and closed_at is null and coalesce(starts_on, ${end}) > ${day} and id <> all(array(${current}))
    order by project_id, coalesce(starts_on, ${end}), id) to_come`
  const previous = sql`select id from (select distinct on (project_id) id from ${sql.table(table)}
    where ${here} and (closed_at is not null or ${end} < ${day}) and id <> all(array(${current}))
    order by project_id, coalesce(${end}, starts_on) desc, id desc) gone_by`
  return {current: sql`select id from (${current}) now_on`, next, previous}[turn]
}

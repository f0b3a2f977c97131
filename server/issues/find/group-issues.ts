import {sql, type RawBuilder} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {invalid} from '../../core/errors.ts'
import type {Asking} from './asking.ts'
import {conditionSql} from './condition-sql.ts'
import {customSource, groupings, groupSources, type Grouping, type GroupSource} from './group-sources.ts'
import {openQuery, type QueryText} from './open-query.ts'
import {findPlanOf, runFind} from './run-find.ts'
import type {Sql} from './sql-logic.ts'

const customPrefix = 'custom.'

export const groupBySchema = z
  .string()
  .max(100)
  .refine(
    (by) => isGrouping(by) || by.startsWith(customPrefix),
    `Group by one of ${groupings.join(', ')} or by custom.<key>`,
  )
  .meta({
    description: `One of ${groupings.join(', ')}, or custom.<key> of a field that the workspace has added`,
  })

export const issueGroupSchema = z
  .object({
    value: z
      .string()
      .nullable()
      .meta({description: 'What finds the group behind the field; null: without it'}),
    name: z.string().nullable(),
    id: z.int().nullable().meta({description: 'Of a person'}),
    count: z.int(),
  })
  .meta({id: 'IssueGroup'})

export const issueGroupsSchema = z
  .object({
    groups: z
      .array(issueGroupSchema)
      .meta({description: 'The 200 largest, in the order of what they stand for'}),
    rest: z.int().meta({description: 'Issues of all other groups together'}),
  })
  .meta({id: 'IssueGroups'})
export type IssueGroups = z.output<typeof issueGroupsSchema>

const mostGroups = 200

export interface GroupIssues extends QueryText {
  readonly by: string
}

/**
 * How many of the matching issues have each value of a field. An issue with three labels counts in three groups.
 *
 * @throws AppError `invalid` for a query that cannot be read or a field that is not there
 */
export async function groupIssues(ctx: Context, {by, ...text}: GroupIssues): Promise<IssueGroups> {
  const {query, asking, end, needsOwnPlan} = await openQuery(ctx, text)
  const statement = groupStatement(sourceOf(asking, by), conditionSql(asking, query, end))
  const rows = await runFind<GroupRow>(ctx.services, findPlanOf(statement.compile(ctx.db), needsOwnPlan))
  const groups = rows.map(({value, name, id, count}) => ({value, name, id, count}))
  const shown = groups.reduce((sum, {count}) => sum + count, 0)
  return {groups, rest: (rows[0]?.total ?? 0) - shown}
}

interface GroupRow {
  readonly value: string | null
  readonly name: string | null
  readonly id: number | null
  readonly count: number
  readonly total: number
}

/** One statement: counted by what the issues hold, then named, so that names are looked up once a group. */
export function groupStatement(source: GroupSource, condition: Sql): RawBuilder<unknown> {
  const {key, spread = sql``, joins = sql``, value, name, id = sql`null::integer`, place = sql`0`} = source
  return sql`
    with counted as (select ${key} key, count(*) count from issue ${spread} where ${condition} group by 1),
    named as (
      select ${value} "value", ${id} id, min(${name}) "name", min(${place}) place, sum(count)::integer count
      from counted ${joins} group by 1, 2
    ),
    kept as (select * from named order by count desc, "value" limit ${mostGroups})
    select "value", "name", id, count, (select sum(count)::integer from named) total from kept
    order by "value" is null, place, "name" collate human, id`
}

function sourceOf(asking: Asking, by: string): GroupSource {
  if (isGrouping(by)) return groupSources[by](asking)
  const field = asking.customFields.get(by.slice(customPrefix.length))
  if (field === undefined) throw invalid('/querystring/by', `No such field: ${by.slice(customPrefix.length)}`)
  return customSource(asking, field)
}

function isGrouping(by: string): by is Grouping {
  return groupings.some((grouping) => grouping === by)
}

import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {conditionSql} from './condition-sql.ts'
import {openQuery, type QueryText} from './open-query.ts'
import {findPlanOf, runFind} from './run-find.ts'

export const issueCountSchema = z
  .object({
    count: z.int(),
    isExact: z.boolean().meta({description: 'Above 1,000 it is an estimate of two digits'}),
  })
  .meta({id: 'IssueCount'})
export type IssueCount = z.output<typeof issueCountSchema>

const countedAtMost = 1000

/** How many issues match: exact up to 1,000, beyond that what PostgreSQL expects. */
export async function countIssues(ctx: Context, text: QueryText): Promise<IssueCount> {
  const {query, asking, end, needsOwnPlan} = await openQuery(ctx, text)
  const matching = sql`select from issue where ${conditionSql(asking, query, end)}`
  const counting = sql`select count(*) from (${matching} limit ${countedAtMost + 1}) found`
  const [row] = await runFind<{count: number}>(
    ctx.services,
    findPlanOf(counting.compile(ctx.db), needsOwnPlan),
  )
  const count = row?.count ?? 0
  if (count <= countedAtMost) return {count, isExact: true}
  const [explained] = await runFind<Explained>(
    ctx.services,
    findPlanOf(sql`explain (format json) ${matching}`.compile(ctx.db), true),
  )
  const estimate = explained?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? count
  return {count: toTwoDigits(Math.max(estimate, count)), isExact: false}
}

interface Explained {
  readonly 'QUERY PLAN': readonly {readonly Plan: {readonly 'Plan Rows': number}}[]
}

function toTwoDigits(count: number): number {
  return Number(count.toPrecision(2))
}

import {sql, type RawBuilder} from 'kysely'
import type {Query} from '../../../query/ast.ts'
import type {Actor} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {createMemory} from '../../core/database/plans.ts'
import type {Names} from '../name-cache.ts'
import type {IssueRow} from '../schemas.ts'
import {conditionSql, projectOf, wholeText} from './condition-sql.ts'
import {dayIn} from './fields/days.ts'
import {openQuery, type OpenQuery, type QueryText} from './open-query.ts'
import {pageOrder, type PageOrder} from './page-order.ts'
import {relevanceKeys} from './relevance.ts'
import {findPlanOf, runFindAsArrays, type FindPlan} from './run-find.ts'
import {sortKeysOf} from './sort-keys.ts'
import {allOf} from './sql-logic.ts'

export interface ListIssues extends QueryText {
  readonly cursor?: string | undefined
  readonly limit: number
}

/**
 * A page of the issues that match and that the actor may see, as the text of its JSON (`IssueRow`s). Most of
 * a row lies ready in `issue.row_json`; the rest is names of ids, which are remembered in this process.
 *
 * @throws AppError `invalid` for a query or a cursor that cannot be read, `tooHeavy` for one that takes too long
 */
export async function listIssues(ctx: Context, list: ListIssues): Promise<string> {
  const {plan, order} = await planPage(ctx, list)
  const rows = await runFindAsArrays<SortedRow>(ctx.services, plan)
  const page = rows.slice(0, list.limit)
  const last = rows.length > list.limit ? page.at(-1) : undefined
  const texts = await rowTexts(ctx, page)
  const nextCursor = last === undefined ? null : cursorOf(order, last, texts.at(-1) ?? '{}')
  return `{"items":[${texts.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}}`
}

/** The rows of these ids that the actor may see, in this order, as the text of a JSON array. */
export async function writeRows(ctx: Context, rows: readonly PageRow[]): Promise<string> {
  return `[${(await rowTexts(ctx, rows)).join(',')}]`
}

async function rowTexts(ctx: Context, rows: readonly (PageRow | SortedRow)[]): Promise<string[]> {
  const assignees = rows.map((row) => row[5]).filter((id) => id !== null)
  const names = await ctx.services.names.load(ctx.db, assignees)
  return rows.map((row) => writeRow(row, names))
}

/** id, project, number, type, status, assignee, the rest of the row as JSON. */
export type PageRow = [
  id: number,
  projectId: number,
  number: number,
  typeId: number,
  statusId: number,
  assigneeId: number | null,
  json: string,
]
/** With what it is sorted by besides. */
type SortedRow = [...PageRow, ...extras: string[]]

export const pageColumns = sql`issue.id, issue.project_id, issue.number, issue.type_id, issue.status_id, issue.assignee_id, issue.row_json`

interface PlannedPage {
  readonly plan: FindPlan
  readonly order: PageOrder
}

const firstPages = createMemory<Actor, PlannedPage>()

/** What the first page of a query takes is remembered, as long as the actor may see the same. */
async function planPage(ctx: Context, list: ListIssues): Promise<PlannedPage> {
  const {q, timeZone, limit, cursor} = list
  const day = speaksOfToday.test(q) ? dayIn(timeZone, ctx.now()) : ''
  const name = `${limit} ${timeZone} ${day} ${q}`
  const known = cursor === undefined ? firstPages.find(ctx.actor, name) : undefined
  if (known !== undefined) return known
  const open = await openQuery(ctx, list)
  const planned = compilePage(ctx, open, list)
  if (cursor === undefined && open.isLasting) firstPages.keep(ctx.actor, name, planned)
  return planned
}

/** Words in which a query says something about today, or something that it may be. */
const speaksOfToday = /@|overdue|today|now|yesterday|tomorrow/i

function compilePage({db}: Context, open: OpenQuery, {cursor, limit}: ListIssues): PlannedPage {
  const order = orderOf(open)
  const statement = pageStatement(open, order, limit + 1, cursor)
  return {plan: findPlanOf(statement.compile(db), open.needsOwnPlan), order}
}

export function orderOf({query, asking, end}: Pick<OpenQuery, 'query' | 'asking' | 'end'>): PageOrder {
  const words = wholeText(query, end)
  const isOfOneProject = projectOf(asking, query) !== undefined
  const relevance = words === null ? [] : relevanceKeys(asking, words)
  return pageOrder(nameOfOrder(query), sortKeysOf(query.sort, {relevance, isOfOneProject}))
}

export function pageStatement(
  {query, asking, end}: Pick<OpenQuery, 'query' | 'asking' | 'end'>,
  order: PageOrder,
  limit: number,
  cursor?: string,
): RawBuilder<unknown> {
  const condition = conditionSql(asking, query, end)
  return sql`
    select ${sql.join([pageColumns, ...order.extras])}
    from issue where ${cursor === undefined ? condition : allOf([condition, order.after(cursor)])}
    order by ${order.orderBy} limit ${limit}`
}

function nameOfOrder({sort}: Query): string {
  return sort.map(({field, descending}) => `${field}-${descending ? 'desc' : 'asc'}`).join()
}

function writeRow(
  [, projectId, number, typeId, statusId, assigneeId, json]: PageRow | SortedRow,
  names: Names,
): string {
  const type = names.types.get(typeId)
  const assignee = assigneeId === null ? 'null' : names.people.get(assigneeId)
  return `{"key":"${names.projects.get(projectId)?.key}-${number}","type":"${type?.key}","kind":"${type?.kind}","status":${names.statuses.get(statusId)},"assignee":${assignee},${json}}`
}

function cursorOf(order: PageOrder, [id, , , , , , , ...extras]: SortedRow, text: string): string {
  return order.cursorOf({id, row: JSON.parse(text) as IssueRow, extras})
}

import {sql, type CompiledQuery, type RawBuilder, type SqlBool} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {createPlans, planOf, type Plan} from '../../core/database/plans.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import type {Names} from '../name-cache.ts'
import type {IssueRow} from '../schemas.ts'
import {priorities} from '../tables.ts'
import {issueConditions} from './issue-conditions.ts'
import {parseQuery, type IssueQuery} from './parse-query.ts'

export interface ListIssues {
  q: string
  cursor?: string | undefined
  limit: number
}

const cursorShape = z.tuple([z.string(), z.int()])

/**
 * A page of the issues that match and that the actor may see, as the text of its JSON (`IssueRow`s). Most of
 * a row lies ready in `issue.row_json`; the rest is names of ids, which are remembered in this process.
 *
 * @throws AppError `invalid` for a query or a cursor that cannot be read
 */
export async function listIssues(ctx: Context, {q, cursor, limit}: ListIssues): Promise<string> {
  const query = parseQuery(q)
  const rows = await selectRows(ctx, planPage(ctx, {q, cursor, limit: limit + 1}))
  const page = rows.slice(0, limit)
  return `{"items":${await writeRows(ctx, page)},"nextCursor":${JSON.stringify(nextCursor(query, rows, limit))}}`
}

/** The rows of these ids that the actor may see, in this order, as the text of a JSON array. */
export async function writeRows(ctx: Context, rows: readonly PageRow[]): Promise<string> {
  const assignees = rows.map((row) => row[5]).filter((id) => id !== null)
  const names = await ctx.services.names.load(ctx.db, assignees)
  return `[${rows.map((row) => writeRow(row, names)).join(',')}]`
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

export const pageColumns = sql`issue.id, issue.project_id, issue.number, issue.type_id, issue.status_id, issue.assignee_id, issue.row_json`

const firstPages = createPlans()

function planPage(ctx: Context, list: ListIssues): Plan {
  if (list.cursor !== undefined) return planOf(compilePage(ctx, list))
  return firstPages(ctx.actor, `${list.limit} ${list.q}`, () => compilePage(ctx, list))
}

function compilePage({db, actor}: Context, {q, cursor, limit}: ListIssues): CompiledQuery {
  const query = parseQuery(q)
  const conditions = issueConditions(actor, query)
  if (cursor !== undefined) conditions.push(after(query, decodeCursor(cursor, cursorShape)))
  return pageStatement(query, conditions, limit).compile(db)
}

/** As arrays, past the query builder: a page costs half of what rows as objects do. */
async function selectRows({services}: Context, {text, values}: Plan): Promise<PageRow[]> {
  const {rows} = await services.pool.query<PageRow>({text, values: [...values], rowMode: 'array'})
  return rows
}

export function pageStatement(
  query: IssueQuery,
  conditions: readonly RawBuilder<SqlBool>[],
  limit: number,
): RawBuilder<unknown> {
  const value = sortValue(query)
  const direction = query.ascending ? sql`asc` : sql`desc`
  return sql`
    select ${pageColumns}
    from issue where ${sql.join(conditions, sql` and `)}
    order by ${value} ${direction}, issue.id ${direction} limit ${limit}`
}

function writeRow([, projectId, number, typeId, statusId, assigneeId, json]: PageRow, names: Names): string {
  const type = names.types.get(typeId)
  const assignee = assigneeId === null ? 'null' : names.people.get(assigneeId)
  return `{"key":"${names.projects.get(projectId)?.key}-${number}","type":"${type?.key}","kind":"${type?.kind}","status":${names.statuses.get(statusId)},"assignee":${assignee},${json}}`
}

function nextCursor(query: IssueQuery, rows: readonly PageRow[], limit: number): string | null {
  const last = rows[limit - 1]
  return rows.length > limit && last !== undefined ? encodeCursor([lastValue(query, last), last[0]]) : null
}

/** What the row is sorted by, as `sortValue` has it. */
function lastValue({sort, ascending}: IssueQuery, [, , , , , , json]: PageRow): string {
  const row = JSON.parse(`{${json}}`) as Pick<IssueRow, 'updatedAt' | 'createdAt' | 'priority' | 'dueOn'>
  return {
    updated: row.updatedAt,
    created: row.createdAt,
    priority: String(priorities.indexOf(row.priority)),
    due: row.dueOn ?? (ascending ? 'infinity' : '-infinity'),
  }[sort]
}

/** What a list is sorted by; never null, so that a page can begin after any value. */
function sortValue({sort, ascending}: IssueQuery): RawBuilder<unknown> {
  return {
    updated: sql`issue.updated_at`,
    created: sql`issue.created_at`,
    priority: sql`issue.priority`,
    due: ascending
      ? sql`coalesce(issue.due_on, 'infinity'::date)`
      : sql`coalesce(issue.due_on, '-infinity'::date)`,
  }[sort]
}

const sortTypes = {
  updated: sql`timestamptz`,
  created: sql`timestamptz`,
  priority: sql`smallint`,
  due: sql`date`,
}

function after(query: IssueQuery, [value, id]: readonly [string, number]): RawBuilder<SqlBool> {
  const comparison = query.ascending ? sql`>` : sql`<`
  return sql<SqlBool>`(${sortValue(query)}, issue.id) ${comparison} (${value}::text::${sortTypes[query.sort]}, ${id})`
}

import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {priorities, severities} from '../tables.ts'
import {issueConditions} from './issue-conditions.ts'
import {parseQuery, type IssueQuery} from './parse-query.ts'

export interface ListIssues {
  q: string
  cursor?: string | undefined
  limit: number
}

const cursorShape = z.tuple([z.string(), z.int()])

/**
 * A page of the issues that match and that the actor may see, as the text of its JSON: PostgreSQL writes
 * it and it is sent as it is, which is half as much work again as making rows of it first.
 *
 * @throws AppError `invalid` for a query or a cursor that cannot be read
 */
export async function listIssues({db, actor}: Context, {q, cursor, limit}: ListIssues): Promise<string> {
  const query = parseQuery(q)
  const conditions = issueConditions(actor, query)
  if (cursor !== undefined) conditions.push(after(query, decodeCursor(cursor, cursorShape)))
  const {rows} = await pageStatement(query, conditions, limit).execute(db)
  const [page] = rows
  const last =
    page?.more === true && page.last_value !== null ? encodeCursor([page.last_value, page.last_id]) : null
  return `{"items":${page?.items ?? '[]'},"nextCursor":${JSON.stringify(last)}}`
}

interface Page {
  items: string | null
  more: boolean
  last_value: string | null
  last_id: number
}

function pageStatement(query: IssueQuery, conditions: readonly RawBuilder<SqlBool>[], limit: number) {
  const value = sortValue(query)
  const direction = query.ascending ? sql`asc` : sql`desc`
  return sql<Page>`
    with page as (
      select issue.*, ${value} sort_value, row_number() over () place from (
        select * from issue where ${sql.join(conditions, sql` and `)}
        order by ${value} ${direction}, issue.id ${direction} limit ${limit + 1}
      ) issue
    )
    select
      (json_agg(${row}) filter (where page.place <= ${limit}))::text items,
      count(*) > ${limit} more,
      max(page.sort_value::text) filter (where page.place = ${limit}) last_value,
      max(page.id) filter (where page.place = ${limit}) last_id
    from page
      join project on project.id = page.project_id
      join issue_type on issue_type.id = page.type_id
      join status on status.id = page.status_id
      left join person assignee on assignee.id = page.assignee_id`
}

const row = sql`json_build_object(
  'key', project.key || '-' || page.number, 'title', page.title, 'type', issue_type.key, 'kind', issue_type.kind,
  'status', json_build_object('id', status.id, 'key', status.key, 'name', status.name, 'category', status.category),
  'resolution', page.resolution,
  'priority', (${sql.lit(`{${priorities.join(',')}}`)}::text[])[page.priority + 1],
  'severity', (${sql.lit(`{${severities.join(',')}}`)}::text[])[page.severity + 1],
  'visibility', page.visibility,
  'assignee', case when assignee.id is not null then json_build_object('id', assignee.id, 'name', assignee.name) end,
  'labels', page.labels, 'dueOn', page.due_on,
  'commentCount', page.comment_count, 'attachmentCount', page.attachment_count, 'voteCount', page.vote_count,
  'version', page.version, 'createdAt', page.created_at, 'updatedAt', page.updated_at)`

/** What a list is sorted by; never null, so that a page can begin after any value. */
function sortValue({sort, ascending}: IssueQuery): RawBuilder<unknown> {
  switch (sort) {
    case 'updated':
      return sql`issue.updated_at`
    case 'created':
      return sql`issue.created_at`
    case 'priority':
      return sql`issue.priority`
    case 'due':
      return ascending
        ? sql`coalesce(issue.due_on, 'infinity'::date)`
        : sql`coalesce(issue.due_on, '-infinity'::date)`
  }
}

const sortTypes = {
  updated: sql`timestamptz`,
  created: sql`timestamptz`,
  priority: sql`smallint`,
  due: sql`date`,
}

function after(query: IssueQuery, [value, id]: readonly [string, number]): RawBuilder<SqlBool> {
  const comparison = query.ascending ? sql`>` : sql`<`
  return sql<SqlBool>`(${sortValue(query)}, issue.id) ${comparison} (${value}::${sortTypes[query.sort]}, ${id})`
}

import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor, pageOf} from '../../core/http/cursor.ts'
import {issueRowJoins, issueRowJson} from '../issue-row-json.ts'
import {getIssue} from '../queries.ts'
import {issueRowSchema, type IssueRow} from '../schemas.ts'
import {seesIssue} from '../visible-issues.ts'

export const subIssuesSchema = pageOf(issueRowSchema)
  .extend({
    progress: z
      .object({done: z.int(), total: z.int()})
      .meta({description: 'How many of all sub-issues that the reader sees have ended'}),
  })
  .meta({id: 'SubIssues'})

export interface ListSubIssues {
  readonly key: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** The issues right below one, oldest first, as far as the reader sees them. */
export async function listSubIssues({db, actor}: Context, {key, cursor, limit}: ListSubIssues) {
  const parent = await getIssue(db, actor, key)
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.int32()]))
  const isChild = sql`issue.parent_id = ${parent.id} and issue.deleted_at is null and ${seesIssue(actor)}`
  const {rows} = await sql<{id: number; row: IssueRow}>`
    select issue.id, ${issueRowJson} "row" from issue ${issueRowJoins}
    where ${isChild} and issue.id > ${after} order by issue.id limit ${limit + 1}`.execute(db)
  const counted = await sql<{done: number; total: number}>`
    select count(*) filter (where not issue.is_open) done, count(*) total from issue where ${isChild}`.execute(
    db,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(({row}) => row),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
    progress: counted.rows[0] ?? {done: 0, total: 0},
  }
}

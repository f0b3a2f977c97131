import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {issueRowJoins, issueRowJson} from '../issue-row-json.ts'
import {getIssue} from '../queries.ts'
import {issueRowSchema, type IssueRow} from '../schemas.ts'
import type {RelationKind} from '../tables.ts'
import {seesIssue} from '../visible-issues.ts'
import {relationNameFrom, relationNames, type RelationName} from './relation-names.ts'

export const relationSchema = z
  .object({
    id: z.int(),
    kind: z.enum(relationNames).meta({description: 'What the issue asked about is to the other one'}),
    issue: issueRowSchema.meta({description: 'The other issue'}),
  })
  .meta({id: 'Relation'})

export interface RelationView {
  id: number
  kind: RelationName
  issue: IssueRow
}

export interface ListRelations {
  readonly key: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What an issue is related to, oldest relation first; an other issue that the reader cannot see is left out. */
export async function listRelations({db, actor}: Context, {key, cursor, limit}: ListRelations) {
  const {id} = await getIssue(db, actor, key)
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, z.tuple([z.int32()]))
  const {rows} = await sql<{id: number; kind: RelationKind; isFrom: boolean; other: IssueRow}>`
    select r.id, r.kind, r.from_issue_id = ${id} "isFrom", ${issueRowJson} other
    from relation r
      join issue on issue.id = case when r.from_issue_id = ${id} then r.to_issue_id else r.from_issue_id end
      ${issueRowJoins}
    where (r.from_issue_id = ${id} or r.to_issue_id = ${id}) and r.id > ${after}
      and issue.deleted_at is null and ${seesIssue(actor)}
    order by r.id limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit).map(({id, kind, isFrom, other}): RelationView => ({
    id,
    kind: relationNameFrom(kind, isFrom),
    issue: other,
  }))
  const last = items.at(-1)
  return {items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null}
}

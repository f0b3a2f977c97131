import type {Generated} from 'kysely'
import type {Id, OptionalTimestamp, Timestamp} from '../core/database/row.ts'

export interface CommentTable {
  id: Id
  issue_id: number
  author_id: number
  body: string
  is_internal: Generated<boolean>
  channel: Generated<string>
  version: Generated<number>
  created_at: Timestamp
  edited_at: OptionalTimestamp
  deleted_at: OptionalTimestamp
}

export interface CommentTables {
  comment: CommentTable
}

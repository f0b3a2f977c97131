import type {Generated} from 'kysely'
import type {Id, Optional, OptionalTimestamp, Timestamp} from '../core/database/row.ts'
import type {TextState} from './text/outcome.ts'

export interface AttachmentTable {
  id: Id
  issue_id: number
  comment_id: Optional<number>
  uploader_id: Optional<number>
  name: string
  mime: string
  size: number
  /** SHA-256 of the content; null when only the metadata came with an import. */
  hash: Optional<string>
  thumbnail_hash: Optional<string>
  width: Optional<number>
  height: Optional<number>
  is_internal: Generated<boolean>
  created_at: Timestamp
  deleted_at: OptionalTimestamp
}

export interface AttachmentTextTable {
  attachment_id: number
  state: TextState
  /** Why there is none, for people. */
  reason: Optional<string>
  extracted_at: Timestamp
  text: Generated<string>
}

export interface AttachmentTables {
  attachment: AttachmentTable
  attachment_text: AttachmentTextTable
}

import type {Generated, GeneratedAlways} from 'kysely'
import type {DefaultTimestamp, Json, Optional, Timestamp} from './database/row.ts'

export interface EventTable {
  id: Generated<number>
  /** The writing transaction, as text. */
  xid: Generated<string>
  at: Timestamp
  kind: string
  via: string
  actor_id: Optional<number>
  project_id: Optional<number>
  issue_id: Optional<number>
  comment_id: Optional<number>
  group_id: Optional<number>
  is_internal: Generated<boolean>
  is_audit: Generated<boolean>
  payload: Json<Record<string, unknown>>
}

export interface EventCursorTable {
  name: string
  xid: string
  event_id: number
}

export interface IdempotencyTable {
  actor: string
  key: string
  fingerprint: Buffer
  response: Optional<string>
  created_at: DefaultTimestamp
}

export interface ExternalIdTable {
  source: string
  kind: string
  external: string
  local_id: number
}

export interface SettingTable {
  key: string
  value: Json<unknown>
  changed_at: DefaultTimestamp
}

export interface MigrationTable {
  name: string
  ran_at: GeneratedAlways<Date>
}

export interface CoreTables {
  event: EventTable
  event_cursor: EventCursorTable
  idempotency: IdempotencyTable
  external_id: ExternalIdTable
  setting: SettingTable
  migration: MigrationTable
}

import type {Generated} from 'kysely'
import type {CustomField} from '../../query/fields.ts'
import type {Id, Optional, OptionalTimestamp, Timestamp} from '../core/database/row.ts'

export const fieldKinds = [
  'text',
  'number',
  'date',
  'boolean',
  'choice',
  'person',
  'url',
] as const satisfies readonly CustomField['kind'][]
export type FieldKind = (typeof fieldKinds)[number]

/** Values by key, as an issue keeps them: dates as YYYY-MM-DD, people as their id. */
export type CustomValues = Readonly<Record<string, string | number | boolean>>

export interface CustomFieldTable {
  id: Id
  key: string
  name: string
  kind: FieldKind
  choices: Generated<string[]>
  description: Generated<string>
  /** null: all projects */
  project_ids: Optional<number[]>
  /** null: all types */
  type_ids: Optional<number[]>
  is_required: Generated<boolean>
  position: number
  version: Generated<number>
  archived_at: OptionalTimestamp
  created_at: Timestamp
}

export interface FieldTables {
  custom_field: CustomFieldTable
}

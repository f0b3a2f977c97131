import type {Generated} from 'kysely'
import type {DefaultJson, Id, Optional, Timestamp} from '../core/database/row.ts'
import type {Layout} from './layout.ts'
import type {Ref} from './names/ref.ts'

export interface ViewTable {
  id: Id
  name: string
  owner_id: number
  /** null: in all projects */
  project_id: Optional<number>
  is_shared: Generated<boolean>
  query: Generated<string>
  refs: DefaultJson<readonly Ref[]>
  layout: DefaultJson<Layout>
  position: number
  version: Generated<number>
  created_at: Timestamp
  updated_at: Timestamp
}

export interface ViewTables {
  view: ViewTable
}

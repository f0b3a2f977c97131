import type {Selectable} from 'kysely'
import type {PasskeyTable} from '../tables.ts'
import type {PasskeyView} from './schemas.ts'

export function viewPasskey(row: Selectable<PasskeyTable>): PasskeyView {
  return {
    id: row.id,
    name: row.name,
    isBackedUp: row.backed_up,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

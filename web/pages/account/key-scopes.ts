import {m} from '../../paraglide/messages.js'

export type Scope = 'read' | 'write' | 'admin'

export const scopeNames: Record<Scope, () => string> = {
  read: m.scope_read,
  write: m.scope_write,
  admin: m.scope_admin,
}

export const scopeNotes: Record<Scope, () => string> = {
  read: m.scope_read_note,
  write: m.scope_write_note,
  admin: m.scope_admin_note,
}

import type {components} from '../../api/schema.d.ts'
import {m} from '../../paraglide/messages.js'
import {getLocale} from '../../paraglide/runtime.js'

export type Role = components['schemas']['Member']['role']

export const roleNames: Record<Role, () => string> = {
  viewer: m.role_viewer,
  reporter: m.role_reporter,
  member: m.role_member,
  maintainer: m.role_maintainer,
}

export function roleOptions(): {id: Role; text: string}[] {
  return (Object.keys(roleNames) as Role[]).map((id) => ({id, text: roleLabel(id)}))
}

/** Standing by itself: "Maintainer". */
export function roleLabel(role: Role): string {
  const name = roleNames[role]()
  return name.slice(0, 1).toLocaleUpperCase(getLocale()) + name.slice(1)
}

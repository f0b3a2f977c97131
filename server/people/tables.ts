import type {Generated} from 'kysely'
import type {
  DefaultJson,
  DefaultTimestamp,
  Id,
  Optional,
  OptionalTimestamp,
  Timestamp,
} from '../core/database/row.ts'
import type {Role} from '../core/roles.ts'
import type {Scope} from '../core/actor.ts'

export interface CompanyTable {
  id: Id
  name: string
  domains: Generated<string[]>
  created_at: DefaultTimestamp
}

export type PersonKind = 'human' | 'contact' | 'bot'

export interface PersonTable {
  id: Id
  name: string
  login: Optional<string>
  email: Optional<string>
  kind: Generated<PersonKind>
  company_id: Optional<number>
  created_at: DefaultTimestamp
  archived_at: OptionalTimestamp
}

export interface AccountTable {
  person_id: number
  email: string
  is_admin: Generated<boolean>
  password_hash: Optional<string>
  totp_secret: Optional<string>
  totp_confirmed_at: OptionalTimestamp
  totp_last_step: Optional<number>
  locale: Optional<string>
  failed_sign_ins: Generated<number>
  locked_until: OptionalTimestamp
  created_at: DefaultTimestamp
  last_sign_in_at: OptionalTimestamp
  disabled_at: OptionalTimestamp
}

export interface RecoveryCodeTable {
  person_id: number
  code_hash: Buffer
  used_at: OptionalTimestamp
}

export interface PasskeyTable {
  id: Id
  person_id: number
  credential_id: string
  public_key: Buffer
  counter: number
  transports: Generated<string[]>
  backed_up: Generated<boolean>
  name: string
  created_at: DefaultTimestamp
  last_used_at: OptionalTimestamp
}

export interface SessionTable {
  id: Id
  token_hash: Buffer
  person_id: number
  created_at: DefaultTimestamp
  expires_at: Timestamp
  last_seen_at: DefaultTimestamp
  address: Optional<string>
  user_agent: Optional<string>
}

export interface ApiKeyTable {
  id: Id
  token_hash: Buffer
  person_id: number
  name: string
  scope: Scope
  hint: string
  created_at: DefaultTimestamp
  expires_at: OptionalTimestamp
  last_used_at: OptionalTimestamp
  revoked_at: OptionalTimestamp
}

export interface OneTimeTokenTable {
  token_hash: Buffer
  purpose: string
  person_id: Optional<number>
  payload: DefaultJson<Record<string, unknown>>
  created_at: DefaultTimestamp
  expires_at: Timestamp
  used_at: OptionalTimestamp
}

export interface InvitationTable {
  id: Id
  token_hash: Buffer
  email: Optional<string>
  kind: Generated<'human' | 'contact'>
  is_admin: Generated<boolean>
  project_id: Optional<number>
  role: Optional<Role>
  invited_by: Optional<number>
  created_at: DefaultTimestamp
  expires_at: Timestamp
  accepted_at: OptionalTimestamp
  accepted_by: Optional<number>
  revoked_at: OptionalTimestamp
}

export interface PeopleTables {
  company: CompanyTable
  person: PersonTable
  account: AccountTable
  recovery_code: RecoveryCodeTable
  passkey: PasskeyTable
  session: SessionTable
  api_key: ApiKeyTable
  one_time_token: OneTimeTokenTable
  invitation: InvitationTable
}

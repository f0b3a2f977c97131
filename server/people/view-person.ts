import {sql} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {may} from '../core/rights.ts'
import type {PersonDetail, PersonView} from './schemas.ts'
import type {PersonKind} from './tables.ts'

interface PersonRow {
  id: number
  name: string
  login: string | null
  email: string | null
  kind: PersonKind
  company_id: number | null
  archived_at: Date | null
  companyName: string | null
  accountOf: number | null
  disabledAt: Date | null
}

export function selectPeople(db: Db) {
  return db
    .selectFrom('person')
    .leftJoin('company', 'company.id', 'person.company_id')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select([
      'person.id',
      'person.name',
      'person.login',
      'person.email',
      'person.kind',
      'person.company_id',
      'person.archived_at',
      'company.name as companyName',
      'account.person_id as accountOf',
      'account.disabled_at as disabledAt',
    ])
}

/**
 * A person for this reader: mail addresses are shown to administrators and to whom they belong, and whether
 * an account is disabled to administrators alone.
 */
export function viewPerson(actor: Actor, row: PersonRow): PersonView {
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    kind: row.kind,
    company:
      row.company_id === null || row.companyName === null
        ? null
        : {id: row.company_id, name: row.companyName},
    email: seesAccount(actor, row.id) ? row.email : null,
    hasAccount: row.accountOf !== null,
    isDisabled: row.accountOf !== null && may(actor, 'people.manage', null) ? row.disabledAt !== null : null,
    archivedAt: row.archived_at?.toISOString() ?? null,
  }
}

export async function viewPersonDetail(db: Db, actor: Actor, row: PersonRow): Promise<PersonDetail> {
  const isShown = row.accountOf !== null && seesAccount(actor, row.id)
  return {...viewPerson(actor, row), account: isShown ? await viewAccount(db, row.id) : null}
}

function seesAccount(actor: Actor, personId: number): boolean {
  return actor.personId === personId || may(actor, 'people.manage', null)
}

async function viewAccount(db: Db, personId: number): Promise<PersonDetail['account']> {
  const account = await db
    .selectFrom('account')
    .selectAll()
    .select([
      sql<number>`(select count(*) from recovery_code r where r.person_id = account.person_id and r.used_at is null)`.as(
        'recoveryCodesLeft',
      ),
      sql<number>`(select count(*) from passkey p where p.person_id = account.person_id)`.as('passkeyCount'),
    ])
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow()
  return {
    email: account.email,
    isAdmin: account.is_admin,
    locale: account.locale,
    hasPassword: account.password_hash !== null,
    hasTotp: account.totp_confirmed_at !== null,
    recoveryCodesLeft: account.recoveryCodesLeft,
    passkeyCount: account.passkeyCount,
    createdAt: account.created_at.toISOString(),
    lastSignInAt: account.last_sign_in_at?.toISOString() ?? null,
    lockedUntil: account.locked_until?.toISOString() ?? null,
    disabledAt: account.disabled_at?.toISOString() ?? null,
  }
}

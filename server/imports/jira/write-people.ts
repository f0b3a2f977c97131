import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {transact} from '../../core/transact.ts'
import {emailSchema, loginSchema} from '../../people/schemas.ts'
import {rememberExternal} from './external-ids.ts'
import type {ImportRun} from './import-run.ts'
import type {MappedPerson} from './mapped.ts'
import {ImportTally} from './import-report.ts'

/** Stands for whoever wrote something of which Jira does not say by whom. No key of Jira's is empty. */
export const unknownPerson: MappedPerson = {
  key: '',
  userName: null,
  displayName: 'Unknown',
  email: null,
  active: false,
  timeZone: null,
}

/**
 * Makes people of those that are not here: without an account, with Jira's user name as login where it is free.
 * Somebody with the same mail address is the same person.
 */
export async function writePeople(run: ImportRun, people: Iterable<MappedPerson>): Promise<void> {
  const missing: MappedPerson[] = []
  for (const person of people) {
    if (run.seen.people.has(person.key)) continue
    run.seen.people.add(person.key)
    run.tally.count('people', 'read')
    if (run.known.people.has(person.key)) run.tally.count('people', 'alreadyThere')
    else missing.push(person)
  }
  if (missing.length === 0) return

  const {ids, tally} = await transact(run.ctx, ({tx}) => insertMissing(tx, run.ctx.now(), missing))
  for (const [key, id] of ids) run.known.people.set(key, id)
  run.tally.add(tally)
}

async function insertMissing(
  tx: Tx,
  now: Date,
  people: readonly MappedPerson[],
): Promise<{ids: [string, number][]; tally: ImportTally}> {
  const tally = new ImportTally()
  const emails = await idsByEmail(tx, people)
  const takenLogins = await findTakenLogins(tx, people)
  const newIds = await takePersonIds(tx, people.length)
  const rows: PersonRow[] = []
  const ids: [string, number][] = []
  for (const person of people) {
    const email = validEmail(person)
    const known = email === null ? undefined : emails.get(email.toLowerCase())
    if (known !== undefined) {
      ids.push([person.key, known])
      tally.count('people', 'alreadyThere')
      continue
    }
    const login = freeLogin(person, takenLogins)
    if (login === null && person.userName !== null) tally.remark('login', person.userName)
    const id = newIds.pop()
    if (id === undefined) throw new Error('Too few ids were taken')
    rows.push({id, name: personName(person), login, email, archived_at: person.active ? null : now})
    if (login !== null) takenLogins.add(login.toLowerCase())
    if (email !== null) emails.set(email.toLowerCase(), id)
    ids.push([person.key, id])
    tally.count('people', 'written')
  }
  await insertPeople(tx, rows, now)
  await rememberExternal(tx, 'person', ids)
  return {ids, tally}
}

interface PersonRow {
  id: number
  name: string
  login: string | null
  email: string | null
  archived_at: Date | null
}

/** The last one is the next. */
async function takePersonIds(tx: Tx, count: number): Promise<number[]> {
  const {rows} = await sql<{id: number}>`
    select nextval(pg_get_serial_sequence('person', 'id')) id from generate_series(1, ${count}::integer)
    order by id desc`.execute(tx)
  return rows.map(({id}) => id)
}

async function insertPeople(tx: Tx, rows: readonly PersonRow[], now: Date): Promise<void> {
  await sql`
    insert into person (id, name, login, email, archived_at, created_at) overriding system value
    select p.*, ${now}::timestamptz from json_to_recordset(${JSON.stringify(rows)}::json)
      p (id integer, name text, login citext, email citext, archived_at timestamptz)`.execute(tx)
}

async function idsByEmail(tx: Tx, people: readonly MappedPerson[]): Promise<Map<string, number>> {
  const emails = people.map(validEmail).filter((email) => email !== null)
  const {rows} = await sql<{email: string; id: number}>`
    select lower(email::text) email, id from person where email = any(${emails}::citext[])
    union select lower(email::text), person_id from account where email = any(${emails}::citext[])`.execute(
    tx,
  )
  return new Map(rows.map(({email, id}) => [email, id]))
}

async function findTakenLogins(tx: Tx, people: readonly MappedPerson[]): Promise<Set<string>> {
  const names = people.map(({userName}) => userName).filter((name) => name !== null)
  const {rows} = await sql<{login: string}>`
    select lower(login::text) login from person where login = any(${names}::citext[])`.execute(tx)
  return new Set(rows.map(({login}) => login))
}

function validEmail({email}: MappedPerson): string | null {
  return emailSchema.safeParse(email).data ?? null
}

function freeLogin({userName}: MappedPerson, taken: ReadonlySet<string>): string | null {
  const login = loginSchema.safeParse(userName).data
  return login === undefined || taken.has(login.toLowerCase()) ? null : login
}

function personName({displayName, key}: MappedPerson): string {
  const name = displayName
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
  return name === '' ? key : name
}

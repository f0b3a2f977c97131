import type {TestApp} from '../../testing/app.ts'
import {hashPassword} from '../sign-in/password-hash.ts'
import {openBrowser, type Browser} from './browser.ts'

export const goodPassword = 'a quiet river in June'

export interface TestAccount {
  personId: number
  email: string
  password: string
}

let count = 0
let hashed: Promise<string> | undefined

/** Somebody with a password, written straight into the tables. */
export async function addAccount(
  t: TestApp,
  {isAdmin = false, kind = 'human'}: {isAdmin?: boolean; kind?: 'human' | 'contact'} = {},
): Promise<TestAccount> {
  hashed ??= hashPassword(goodPassword)
  const email = `holder${++count}@example.org`
  const {id} = await t.db
    .insertInto('person')
    .values({name: `Holder ${count}`, email, kind})
    .returning('id')
    .executeTakeFirstOrThrow()
  await t.db
    .insertInto('account')
    .values({person_id: id, email, is_admin: isAdmin, password_hash: await hashed})
    .execute()
  return {personId: id, email, password: goodPassword}
}

export async function signIn(t: TestApp, {email, password}: TestAccount): Promise<Browser> {
  const browser = openBrowser(t)
  const answer = await browser.call('POST', '/session', {email, password})
  if (answer.status !== 201) throw new Error(`Cannot sign in: ${answer.text}`)
  return browser
}

import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import type {Work} from '../core/transact.ts'
import {orTaken} from './taken.ts'

export interface NewAccount {
  name: string
  email: string
  kind: 'human' | 'contact'
  isAdmin: boolean
  passwordHash: string | null
  companyId?: number | null
  /** Whether somebody who has this mail address and no account, such as an imported author, gets this one. */
  adopts: boolean
}

/**
 * Gives somebody an account, in the caller's transaction. Gives the person's id.
 *
 * @throws AppError `conflict` when the mail address is taken
 */
export async function createAccount(
  {tx, afterCommit}: Work,
  ctx: Context,
  input: NewAccount,
): Promise<number> {
  const personId = await takePerson(tx, ctx, input)
  await orTaken(
    tx
      .insertInto('account')
      .values({
        person_id: personId,
        email: input.email,
        is_admin: input.isAdmin,
        password_hash: input.passwordHash,
        created_at: ctx.now(),
      })
      .execute(),
  )
  await recordEvent(tx, ctx, {
    kind: 'account.created',
    personId,
    email: input.email,
    isAdmin: input.isAdmin,
  })
  afterCommit(() => ctx.services.signals.rightsChanged())
  return personId
}

async function takePerson(tx: Tx, ctx: Context, input: NewAccount): Promise<number> {
  const known = await tx
    .selectFrom('person')
    .select(['id', 'kind', 'company_id'])
    .where('email', '=', input.email)
    .forUpdate()
    .executeTakeFirst()
  if (known === undefined) return createPersonOf(tx, ctx, input)
  if (!input.adopts || known.kind === 'bot')
    throw new AppError(
      'conflict',
      `Somebody has the mail address ${input.email} already: ask for an invitation to it`,
      {pointer: '/email'},
    )
  await tx
    .updateTable('person')
    .set({
      name: input.name,
      kind: input.kind,
      company_id: known.company_id ?? input.companyId ?? null,
      archived_at: null,
    })
    .where('id', '=', known.id)
    .execute()
  return known.id
}

async function createPersonOf(tx: Tx, ctx: Context, input: NewAccount): Promise<number> {
  const {id} = await orTaken(
    tx
      .insertInto('person')
      .values({
        name: input.name,
        email: input.email,
        kind: input.kind,
        company_id: input.companyId ?? null,
        created_at: ctx.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await recordEvent(tx, ctx, {kind: 'person.created', personId: id, name: input.name})
  return id
}

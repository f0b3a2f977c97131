import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact, type Work} from '../core/transact.ts'
import {getAccountForUpdate, type AccountRecord} from './queries.ts'
import {endSessions} from './sign-in/sign-out.ts'

/** Shuts somebody out at once: sessions end, keys and links no longer work, open invitations of theirs end. */
export function disableAccount(ctx: Context, personId: number): Promise<null> {
  return asAdministrator(ctx, personId, async (work, account) => {
    if (account.disabled_at === null) await disable(work, ctx, account)
  })
}

/** Lets somebody in again, with the password and keys they had. */
export function enableAccount(ctx: Context, personId: number): Promise<null> {
  return asAdministrator(ctx, personId, async ({tx, afterCommit}, account) => {
    if (account.disabled_at === null) return
    await tx.updateTable('account').set({disabled_at: null}).where('person_id', '=', personId).execute()
    await recordEvent(tx, ctx, {kind: 'account.enabled', personId})
    afterCommit(() => ctx.services.signals.rightsChanged())
  })
}

export function makeAdministrator(ctx: Context, personId: number): Promise<null> {
  return asAdministrator(ctx, personId, async (work, account) => {
    if (account.is_admin) return
    const person = await work.tx
      .selectFrom('person')
      .select('kind')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
    if (person.kind === 'contact') throw new AppError('conflict', 'A contact cannot be an administrator')
    await setAdministrator(work, ctx, personId, true)
  })
}

/** @throws AppError `conflict` for the last administrator */
export function unmakeAdministrator(ctx: Context, personId: number): Promise<null> {
  return asAdministrator(ctx, personId, async (work, account) => {
    if (!account.is_admin) return
    await assertAnotherAdministrator(work.tx, personId)
    await setAdministrator(work, ctx, personId, false)
  })
}

/** Ends a lock-out before its time. */
export function unlockAccount(ctx: Context, personId: number): Promise<null> {
  return asAdministrator(ctx, personId, async ({tx}, account) => {
    if (account.locked_until === null && account.failed_sign_ins === 0) return
    await tx
      .updateTable('account')
      .set({locked_until: null, failed_sign_ins: 0})
      .where('person_id', '=', personId)
      .execute()
    await recordEvent(tx, ctx, {kind: 'account.unlocked', personId})
  })
}

function asAdministrator(
  ctx: Context,
  personId: number,
  change: (work: Work, account: AccountRecord) => Promise<void>,
): Promise<null> {
  return transact(ctx, async (work) => {
    assertMay(ctx.actor, 'people.manage', null)
    await lockAdministrators(work.tx)
    await change(work, await getAccountForUpdate(work.tx, personId))
    return null
  })
}

/** @throws AppError `conflict` for the last administrator */
export async function disable(work: Work, ctx: Context, account: AccountRecord): Promise<void> {
  const {tx} = work
  const personId = account.person_id
  if (account.is_admin) await assertAnotherAdministrator(tx, personId)
  await tx.updateTable('account').set({disabled_at: ctx.now()}).where('person_id', '=', personId).execute()
  await tx
    .updateTable('invitation')
    .set({revoked_at: ctx.now()})
    .where('invited_by', '=', personId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  await tx.deleteFrom('one_time_token').where('person_id', '=', personId).execute()
  await recordEvent(tx, ctx, {kind: 'account.disabled', personId})
  await endSessions(work, ctx, personId, null)
}

async function setAdministrator(
  {tx, afterCommit}: Work,
  ctx: Context,
  personId: number,
  isAdmin: boolean,
): Promise<void> {
  await tx.updateTable('account').set({is_admin: isAdmin}).where('person_id', '=', personId).execute()
  const changes = {isAdmin: {from: !isAdmin, to: isAdmin}}
  await recordEvent(tx, ctx, {kind: 'account.changed', personId, changes})
  afterCommit(() => ctx.services.signals.rightsChanged())
}

/** Two administrators who remove each other at the same moment come one after the other. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx
    .selectFrom('account')
    .select('person_id')
    .where('is_admin', '=', true)
    .orderBy('person_id')
    .forUpdate()
    .execute()
}

async function assertAnotherAdministrator(tx: Tx, personId: number): Promise<void> {
  const other = await tx
    .selectFrom('account')
    .select('person_id')
    .where('is_admin', '=', true)
    .where('disabled_at', 'is', null)
    .where('person_id', '<>', personId)
    .limit(1)
    .executeTakeFirst()
  if (other === undefined)
    throw new AppError('conflict', 'Cannot remove the last administrator: make somebody else one first')
}

import type {Selectable} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'
import type {PasskeyTable} from '../tables.ts'
import {passkeyNameSchema, type PasskeyView} from './schemas.ts'
import {viewPasskey} from './view-passkey.ts'

export const renamePasskeySchema = z.object({name: passkeyNameSchema}).strict().meta({id: 'RenamePasskey'})
export type RenamePasskey = z.output<typeof renamePasskeySchema>

export async function listPasskeys(ctx: Context): Promise<{items: PasskeyView[]}> {
  const rows = await ctx.db
    .selectFrom('passkey')
    .selectAll()
    .where('person_id', '=', getOwnId(ctx))
    .orderBy('id')
    .execute()
  return {items: rows.map(viewPasskey)}
}

export function renamePasskey(ctx: Context, {id, name}: RenamePasskey & {id: number}): Promise<PasskeyView> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx}) => {
    const passkey = await getOwnForUpdate(tx, ctx, id)
    if (passkey.name === name) return viewPasskey(passkey)
    await tx.updateTable('passkey').set({name}).where('id', '=', id).execute()
    await recordChange(tx, ctx, passkey, 'renamed')
    return viewPasskey({...passkey, name})
  })
}

export function removePasskey(ctx: Context, id: number): Promise<null> {
  assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx}) => {
    const passkey = await getOwnForUpdate(tx, ctx, id)
    await tx.deleteFrom('passkey').where('id', '=', id).execute()
    await recordChange(tx, ctx, passkey, 'removed')
    return null
  })
}

type PasskeyRecord = Selectable<PasskeyTable>

async function getOwnForUpdate(tx: Tx, ctx: Context, id: number): Promise<PasskeyRecord> {
  const passkey = await tx
    .selectFrom('passkey')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', getOwnId(ctx))
    .forUpdate()
    .executeTakeFirst()
  if (passkey === undefined) throw notFound('passkey')
  return passkey
}

function recordChange(tx: Tx, ctx: Context, {person_id}: PasskeyRecord, change: string): Promise<void> {
  return recordEvent(tx, ctx, {
    kind: 'account.credentialChanged',
    personId: person_id,
    credential: 'passkey',
    change,
  })
}

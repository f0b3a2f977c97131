import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {disable, lockAdministrators} from './change-account.ts'
import {findAccountForUpdate, getPersonForUpdate} from './queries.ts'

/** Takes somebody out of the pick lists and shuts their account. What they wrote keeps their name. */
export function archivePerson(ctx: Context, id: number): Promise<null> {
  return transact(ctx, async (work) => {
    assertMay(ctx.actor, 'people.manage', null)
    const {tx} = work
    await lockAdministrators(tx)
    const person = await getPersonForUpdate(tx, id)
    if (person.archived_at !== null) return null
    await tx.updateTable('person').set({archived_at: ctx.now()}).where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'person.archived', personId: id, name: person.name})
    const account = await findAccountForUpdate(tx, id)
    if (account?.disabled_at === null) await disable(work, ctx, account)
    return null
  })
}

/** Puts somebody back into the pick lists. Their account stays shut until it is enabled. */
export function unarchivePerson(ctx: Context, id: number): Promise<null> {
  return transact(ctx, async ({tx}) => {
    assertMay(ctx.actor, 'people.manage', null)
    const person = await getPersonForUpdate(tx, id)
    if (person.archived_at === null) return null
    await tx.updateTable('person').set({archived_at: null}).where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'person.unarchived', personId: id, name: person.name})
    return null
  })
}

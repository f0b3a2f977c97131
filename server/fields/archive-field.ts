import type {Context} from '../core/context.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {getFieldForUpdate, viewField} from './queries.ts'
import type {FieldView} from './schemas.ts'

/**
 * Takes a field out of use: nobody is asked for it and no issue gets a value. What issues have stays, is shown
 * and can be taken away. Archiving an archived one changes nothing and tells nobody.
 */
export function archiveField(ctx: Context, key: string): Promise<FieldView> {
  return setArchived(ctx, key, true)
}

export function unarchiveField(ctx: Context, key: string): Promise<FieldView> {
  return setArchived(ctx, key, false)
}

function setArchived(ctx: Context, key: string, isArchived: boolean): Promise<FieldView> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const {id, name, archived_at} = await getFieldForUpdate(tx, ctx, key)
    if ((archived_at !== null) === isArchived) return viewField(tx, ctx.actor, id)

    await tx
      .updateTable('custom_field')
      .set((eb) => ({archived_at: isArchived ? ctx.now() : null, version: eb('version', '+', 1)}))
      .where('id', '=', id)
      .execute()
    const kind = isArchived ? 'field.archived' : 'field.unarchived'
    await recordEvent(tx, ctx, {kind, fieldId: id, key, name})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return viewField(tx, ctx.actor, id)
  })
}

import type {Context} from '../core/context.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {hasValue, sayHolders} from './holders.ts'
import {getFieldForUpdate} from './queries.ts'

/** Deletes a field in which no issue has a value. @throws AppError `conflict` for one in use */
export function deleteField(ctx: Context, key: string): Promise<null> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const {id, name} = await getFieldForUpdate(tx, ctx, key)
    const holders = await sayHolders(tx, hasValue(key))
    if (holders !== undefined)
      throw new AppError('conflict', `Cannot delete field "${name}": ${holders} a value; archive it instead`)
    await tx.deleteFrom('custom_field').where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'field.deleted', fieldId: id, key, name})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return null
  })
}

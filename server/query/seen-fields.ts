import type {Context} from '../core/context.ts'
import {isFieldSeen, type KnownField} from '../fields/field-cache.ts'

/** The fields of the workspace that the actor may know of. */
export async function seenFields({db, actor, services}: Context): Promise<readonly KnownField[]> {
  return (await services.fields.load(db)).filter((field) => isFieldSeen(actor, field))
}

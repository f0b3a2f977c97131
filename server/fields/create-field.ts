import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {assertChoicesFit} from './plan-choices.ts'
import {assertKeyFree, assertNameFree} from './assert-free.ts'
import {openFields, viewField} from './queries.ts'
import {resolveProjects, resolveTypes} from './resolve-places.ts'
import type {CreateField, FieldView} from './schemas.ts'

/** Adds a field to the issues of this workspace. Without a position it comes last. */
export function createField(ctx: Context, input: CreateField): Promise<FieldView> {
  return transact(ctx, async ({tx, afterCommit}) => {
    await openFields(tx, ctx)
    const {key, name, kind, choices = [], description = '', isRequired = false} = input
    assertChoicesFit(kind, choices)
    await assertKeyFree(tx, key)
    await assertNameFree(tx, name)

    const {id} = await tx
      .insertInto('custom_field')
      .values({
        key,
        name,
        kind,
        choices,
        description,
        project_ids: (await resolveProjects(tx, ctx.actor, input.projects ?? null)).ids,
        type_ids: (await resolveTypes(tx, input.types ?? null)).ids,
        is_required: isRequired,
        position: input.position ?? (await nextPosition(tx)),
        created_at: ctx.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(tx, ctx, {kind: 'field.created', fieldId: id, key, name})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return viewField(tx, ctx.actor, id)
  })
}

async function nextPosition(tx: Tx): Promise<number> {
  const {last} = await tx
    .selectFrom('custom_field')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {changesBetween, withGiven} from '../projects/changes-between.ts'
import {assertNameFree} from './assert-free.ts'
import {planChoices} from './plan-choices.ts'
import {getFieldForUpdate, viewField} from './queries.ts'
import {assertChoicesUnused, renameOnIssues} from './rename-choices.ts'
import {resolveProjects, resolveTypes} from './resolve-places.ts'
import type {ChangeField, FieldView} from './schemas.ts'

/**
 * Changes a field; its key and its kind stay. Renamed choices reach every issue that has them, and the field's
 * own event tells so, once. Issues keep values in projects that no longer have the field.
 *
 * @param ifMatch the version the change builds upon; null: whatever it is
 * @throws AppError `stale` with the current state
 */
export function changeField(
  ctx: Context,
  key: string,
  ifMatch: number | null,
  {renamedChoices, ...input}: ChangeField,
): Promise<FieldView> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const {id} = await getFieldForUpdate(tx, ctx, key)
    const view = await viewField(tx, ctx.actor, id)
    assertFresh(view, ifMatch)

    const {choices, renamed, removed} = planChoices(view.kind, view.choices, input.choices, renamedChoices)
    const {projects, types} = await resolvePlaces(tx, ctx, input)
    const before = fieldsOf(view)
    const after = withGiven(before, {...input, choices, projects: projects?.keys, types: types?.keys})
    const changes = changesBetween(before, after)
    if (changes === null) return view

    if ('name' in changes) await assertNameFree(tx, after.name, id)
    await assertChoicesUnused(tx, key, removed)
    await renameOnIssues(tx, key, renamed)
    await tx
      .updateTable('custom_field')
      .set((eb) => ({
        name: after.name,
        description: after.description,
        choices: [...choices],
        is_required: after.isRequired,
        position: after.position,
        ...(projects === undefined ? {} : {project_ids: projects.ids}),
        ...(types === undefined ? {} : {type_ids: types.ids}),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', id)
      .execute()
    await recordEvent(tx, ctx, {
      kind: 'field.changed',
      fieldId: id,
      key,
      name: after.name,
      changes,
      ...(renamed.size === 0 ? {} : {renamedChoices: Object.fromEntries(renamed)}),
    })
    afterCommit(() => ctx.services.signals.rightsChanged())
    return viewField(tx, ctx.actor, id)
  })
}

/** What of a field can change, as the event names it. */
function fieldsOf({name, description, choices, projects, types, isRequired, position}: FieldView) {
  return {name, description, choices: choices as readonly string[], projects, types, isRequired, position}
}

async function resolvePlaces(tx: Tx, {actor}: Context, {projects, types}: ChangeField) {
  return {
    projects: projects === undefined ? undefined : await resolveProjects(tx, actor, projects),
    types: types === undefined ? undefined : await resolveTypes(tx, types),
  }
}

function assertFresh(field: FieldView, ifMatch: number | null): void {
  if (ifMatch === null || ifMatch === field.version) return
  throw new AppError('stale', `The field "${field.name}" was changed in the meantime`, {
    extra: {current: field},
  })
}

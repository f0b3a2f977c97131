import {sql, type SqlBool} from 'kysely'
import type {Projection} from '../../core/events/projection.ts'
import type {Ref} from './ref.ts'

/** Choices of a field have no ids: a view that names one is told its new name when it gets one. */
export const followChoices: Projection = async (tx, events) => {
  for (const {event} of events) {
    if (event.kind !== 'field.changed' || event.renamedChoices === undefined) continue
    const {fieldId, renamedChoices} = event
    const newNames = new Map(Object.entries(renamedChoices).map(([old, next]) => [old.toLowerCase(), next]))
    const views = await tx
      .selectFrom('view')
      .select(['id', 'refs'])
      .where(sql<SqlBool>`refs @> ${JSON.stringify([{kind: 'field', ids: [fieldId]}])}::jsonb`)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute()
    for (const {id, refs} of views) {
      const renamed = refs.map((ref) => (ref.ids.includes(fieldId) ? withNewName(ref, newNames) : ref))
      await tx
        .updateTable('view')
        .set({refs: JSON.stringify(renamed)})
        .where('id', '=', id)
        .execute()
    }
  }
}

function withNewName(ref: Ref, newNames: ReadonlyMap<string, string>): Ref {
  const choice =
    ref.kind === 'field' && ref.choice !== undefined ? newNames.get(ref.choice.toLowerCase()) : undefined
  return choice === undefined ? ref : {...ref, choice}
}

import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError, invalid} from '../core/errors.ts'
import type {Changes} from '../core/events/event.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {changesBetween, withGiven} from '../projects/changes-between.ts'
import {assertFresh} from './assert-fresh.ts'
import {openPlace} from './create-view.ts'
import {standsForHidden} from './names/write-names.ts'
import {assertMayChange} from './permissions.ts'
import {presentOne} from './present-views.ts'
import {getViewForUpdate, nextPosition, personalOf, type ViewRecord} from './queries.ts'
import {readViewQuery} from './read-query.ts'
import type {ChangeView, View} from './schemas.ts'

/**
 * Changes a view. A query that is sent back as it was read stays as it was saved, hidden names included.
 *
 * @param ifMatch the version the change builds upon; null: whatever it is
 * @throws AppError `stale` with the current state
 */
export function changeView(
  ctx: Context,
  id: number,
  ifMatch: number | null,
  input: ChangeView,
): Promise<View> {
  return transact(ctx, async ({tx}) => {
    const record = await getViewForUpdate(tx, ctx.actor, id)
    assertMayChange(ctx.actor, record)
    const view = await presentOne(tx, ctx.actor, record)
    assertFresh(view, ifMatch)

    const before = fieldsOf(view)
    const after = withGiven(before, input)
    const changes = changesBetween(before, after)
    if (changes === null) return view

    const place = await planPlace(tx, ctx, record, before, after)
    const query = 'query' in changes ? await planQuery(tx, ctx, view, after.query) : {}
    await tx
      .updateTable('view')
      .set((eb) => ({
        name: after.name,
        layout: JSON.stringify(after.layout),
        ...place,
        ...query,
        version: eb('version', '+', 1),
        updated_at: ctx.now(),
      }))
      .where('id', '=', id)
      .execute()
    const changed = await getViewForUpdate(tx, ctx.actor, id)
    await recordChange(tx, ctx, record, changed, changes)
    return presentOne(tx, ctx.actor, changed)
  })
}

/** What of a view can change, as the event names it. */
function fieldsOf({name, query, project, isShared, layout}: View) {
  return {name, query, project, isShared, layout}
}

type Fields = ReturnType<typeof fieldsOf>

/** A view that changes its place goes to the end of those that are shown there. */
async function planPlace(tx: Tx, ctx: Context, record: ViewRecord, before: Fields, after: Fields) {
  if (before.project === after.project && before.isShared === after.isShared) return {}
  const {owner_id: ownerId} = record
  if (record.is_shared && !after.isShared && ownerId !== ctx.actor.personId)
    throw new AppError(
      'forbidden',
      'You may not take back a view that somebody else shares: delete it, or ask them',
    )
  const {isShared} = after
  const projectId = await openPlace(tx, ctx, after.project, isShared)
  const position = await nextPosition(tx, {isShared, ownerId, projectId})
  return {project_id: projectId, is_shared: isShared, position}
}

/** One that goes elsewhere is told of in both places, in each by the name and the fields that are known there. */
async function recordChange(
  tx: Tx,
  ctx: Context,
  before: ViewRecord,
  after: ViewRecord,
  changes: Changes,
): Promise<void> {
  const goesElsewhere = before.is_shared !== after.is_shared || before.project_id !== after.project_id
  const {isShared, project} = changes
  const told = {...(isShared === undefined ? {} : {isShared}), ...(project === undefined ? {} : {project})}
  await recordEvent(
    tx,
    ctx,
    {
      kind: 'view.changed',
      viewId: before.id,
      name: goesElsewhere ? before.name : after.name,
      personalOf: personalOf(before),
      changes,
    },
    {projectId: before.project_id},
  )
  if (!goesElsewhere) return
  await recordEvent(
    tx,
    ctx,
    {kind: 'view.changed', viewId: after.id, name: after.name, personalOf: personalOf(after), changes: told},
    {projectId: after.project_id},
  )
}

/** Nobody puts a hidden name back by its stand-in. */
async function planQuery(tx: Tx, ctx: Context, view: View, query: string) {
  if (view.hidesNames && standsForHidden(query))
    throw invalid('/query', 'The query names something that you may not see: put a name in place of "?"')
  const refs = await readViewQuery(tx, ctx, query)
  return {query, refs: JSON.stringify(refs)}
}

import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {invalid, notFound} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {transact} from '../core/transact.ts'
import {assertMayChange} from './permissions.ts'
import {personalOf, visibleViews, type ViewRecord} from './queries.ts'

export const orderViewsSchema = z
  .object({
    ids: z
      .array(z.int32().positive())
      .min(1)
      .max(500)
      .refine((ids) => new Set(ids).size === ids.length, 'A view has one place')
      .meta({
        description: 'Of views that are shown together: one’s own, or those shared in one project or in all',
      }),
  })
  .strict()
  .meta({id: 'OrderViews'})
export type OrderViews = z.output<typeof orderViewsSchema>

/** Puts views that are shown together into this order, in the places that they have among the others. */
export function orderViews(ctx: Context, {ids}: OrderViews): Promise<null> {
  return transact(ctx, async ({tx}) => {
    const views = await visibleViews(tx, ctx.actor)
      .where('view.id', 'in', ids)
      .orderBy('view.id')
      .forNoKeyUpdate('view')
      .execute()
    const missing = ids.find((id) => !views.some((view) => view.id === id))
    if (missing !== undefined) throw notFound(`view: ${missing}`)
    for (const view of views) assertMayChange(ctx.actor, view)
    const [first] = views
    if (first === undefined || views.some((view) => !isShownWith(view, first)))
      throw invalid('/ids', 'These views are not shown together')

    const places = placesOf(views)
    const moved = ids.filter((id, index) => views.find((view) => view.id === id)?.position !== places[index])
    if (moved.length === 0) return null
    await sql`
      update view set position = place.position
      from unnest(${ids}::integer[], ${places}::integer[]) place (id, position)
      where view.id = place.id`.execute(tx)
    await recordEvent(
      tx,
      ctx,
      {kind: 'view.ordered', viewIds: ids, personalOf: personalOf(first)},
      {projectId: first.is_shared ? first.project_id : null},
    )
    return null
  })
}

function isShownWith(a: ViewRecord, b: ViewRecord): boolean {
  if (a.is_shared !== b.is_shared) return false
  return a.is_shared ? a.project_id === b.project_id : a.owner_id === b.owner_id
}

/** The places they have now, lowest first; where two have the same, one more for each after it. */
function placesOf(views: readonly ViewRecord[]): number[] {
  const places: number[] = []
  for (const position of views.map((view) => view.position).toSorted((a, b) => a - b))
    places.push(Math.max(position, (places.at(-1) ?? 0) + 1))
  return places
}

import {isOfTheHouse, type Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {thingKinds, type Ref} from './names/ref.ts'
import {thingsByIds, type Thing} from './names/things.ts'
import {writeNames, type KnownThings, type Reader} from './names/write-names.ts'
import {permissionsOn} from './permissions.ts'
import type {ViewRecord} from './queries.ts'
import type {View} from './schemas.ts'

/** Views as they leave the server, for this reader. A few statements, however many there are. */
export async function presentViews(db: Db, actor: Actor, views: readonly ViewRecord[]): Promise<View[]> {
  const things = await loadThings(
    db,
    actor,
    views.flatMap(({refs}) => refs),
  )
  return views.map((view) => presentView(actor, view, things))
}

export async function presentOne(db: Db, actor: Actor, view: ViewRecord): Promise<View> {
  return presentView(actor, view, await loadThings(db, actor, view.refs))
}

function presentView(actor: Actor, view: ViewRecord, things: KnownThings): View {
  const {text, hidesNames} = writeNames(view.query, view.refs, things, readerOf(actor, view))
  return {
    id: view.id,
    name: view.name,
    owner: isToldOf(actor, view) ? {id: view.owner_id, name: view.ownerName} : null,
    project: view.project_id !== null && actor.standings.has(view.project_id) ? view.projectKey : null,
    isShared: view.is_shared,
    query: text,
    hidesNames,
    layout: view.layout,
    position: view.position,
    version: view.version,
    createdAt: view.created_at.toISOString(),
    updatedAt: view.updated_at.toISOString(),
    can: permissionsOn(actor, view),
  }
}

function readerOf(actor: Actor, {owner_id}: ViewRecord): Reader {
  return {actor, isOwner: actor.personId === owner_id}
}

function isToldOf(actor: Actor, {owner_id}: ViewRecord): boolean {
  return isOfTheHouse(actor) || actor.personId === owner_id
}

/** What the refs are about, as far as it is still there. */
async function loadThings(db: Db, actor: Actor, refs: readonly Ref[]): Promise<KnownThings> {
  const known = new Map<Ref['kind'], ReadonlyMap<number, Thing>>()
  for (const kind of thingKinds) {
    const ids = new Set(refs.filter((ref) => ref.kind === kind).flatMap((ref) => ref.ids))
    if (ids.size === 0) continue
    const things = await thingsByIds(db, actor, kind, [...ids])
    known.set(kind, new Map(things.map((thing) => [thing.id, thing])))
  }
  return known
}

import {api} from '../../../api/client.ts'
import {m} from '../../../paraglide/messages.js'
import type {Catalogue} from '../../issue/properties/catalogue.ts'

export type CatalogueName = keyof Catalogue

export const catalogueNames = ['components', 'versions', 'milestones', 'cycles', 'labels'] as const

export const catalogueTitles: Record<CatalogueName, () => string> = {
  components: m.catalogue_components,
  versions: m.catalogue_versions,
  milestones: m.catalogue_milestones,
  cycles: m.catalogue_cycles,
  labels: m.catalogue_labels,
}

/** What the form of an entry asks, whatever kind it is. */
export interface CatalogueEntry {
  name: string
  description: string
  /** Days, as in 2026-11-20; null where there is none */
  startsOn: string | null
  endsOn: string | null
  /** Released, closed, archived: no longer offered, or offered as done */
  isDone: boolean
}

/** Which parts of the form a kind has, and what they are called there. */
export interface CatalogueForm {
  endsOn?: () => string
  hasStart: boolean
  isDone?: () => string
}

export const catalogueForms: Record<CatalogueName, CatalogueForm> = {
  components: {hasStart: false, isDone: m.catalogue_archived},
  versions: {hasStart: true, endsOn: m.catalogue_released_on, isDone: m.catalogue_released},
  milestones: {hasStart: true, endsOn: m.catalogue_due_on, isDone: m.catalogue_closed},
  cycles: {hasStart: true, endsOn: m.catalogue_ends_on, isDone: m.catalogue_closed},
  labels: {hasStart: false},
}

type Reader<Name extends CatalogueName> = (item: Catalogue[Name]) => CatalogueEntry

/** An entry as the form shows it. */
export const readers: {[Name in CatalogueName]: Reader<Name>} = {
  components: ({name, description, archivedAt}) => ({
    ...timeless,
    name,
    description,
    isDone: archivedAt !== null,
  }),
  versions: ({name, description, startsOn, releasedOn, isReleased}) => ({
    name,
    description,
    startsOn,
    endsOn: releasedOn,
    isDone: isReleased,
  }),
  milestones: ({name, description, startsOn, dueOn, closedAt}) => ({
    name,
    description,
    startsOn,
    endsOn: dueOn,
    isDone: closedAt !== null,
  }),
  cycles: ({name, goal, startsOn, endsOn, closedAt}) => ({
    name,
    description: goal,
    startsOn,
    endsOn,
    isDone: closedAt !== null,
  }),
  labels: ({name, description}) => ({...timeless, name, description}),
}

const timeless = {startsOn: null, endsOn: null, isDone: false}

/** Makes a new entry (id null), or changes one. */
export async function saveEntry(
  name: CatalogueName,
  project: string,
  id: number | null,
  entry: CatalogueEntry,
): Promise<void> {
  const created = id ?? (await create[name](project, entry))
  if (id !== null || entry.isDone) await change[name](created, entry)
}

export async function removeEntry(name: CatalogueName, id: number): Promise<void> {
  await remove[name](id)
}

type Create = (project: string, entry: CatalogueEntry) => Promise<number>
type Change = (id: number, entry: CatalogueEntry) => Promise<unknown>

const create: Record<CatalogueName, Create> = {
  components: (key, {name, description}) =>
    idOf(api.POST('/api/v1/projects/{key}/components', {params: {path: {key}}, body: {name, description}})),
  versions: (key, {name, description, startsOn, endsOn: releasedOn}) => {
    const body = {name, description, startsOn, releasedOn}
    return idOf(api.POST('/api/v1/projects/{key}/versions', {params: {path: {key}}, body}))
  },
  milestones: (key, {name, description, startsOn, endsOn: dueOn}) => {
    const body = {name, description, startsOn, dueOn}
    return idOf(api.POST('/api/v1/projects/{key}/milestones', {params: {path: {key}}, body}))
  },
  cycles: (key, {name, description: goal, startsOn, endsOn}) => {
    const body = {name, goal, startsOn, endsOn}
    return idOf(api.POST('/api/v1/projects/{key}/cycles', {params: {path: {key}}, body}))
  },
  labels: (key, {name, description}) =>
    idOf(api.POST('/api/v1/projects/{key}/labels', {params: {path: {key}}, body: {name, description}})),
}

const change: Record<CatalogueName, Change> = {
  components: (id, {name, description, isDone: isArchived}) =>
    api.PATCH('/api/v1/components/{id}', {params: {path: {id}}, body: {name, description, isArchived}}),
  versions: (id, {name, description, startsOn, endsOn: releasedOn, isDone: isReleased}) => {
    const body = {name, description, startsOn, releasedOn, isReleased}
    return api.PATCH('/api/v1/versions/{id}', {params: {path: {id}}, body})
  },
  milestones: (id, {name, description, startsOn, endsOn: dueOn, isDone: isClosed}) => {
    const body = {name, description, startsOn, dueOn, isClosed}
    return api.PATCH('/api/v1/milestones/{id}', {params: {path: {id}}, body})
  },
  cycles: (id, {name, description: goal, startsOn, endsOn, isDone: isClosed}) => {
    const body = {name, goal, startsOn, endsOn, isClosed}
    return api.PATCH('/api/v1/cycles/{id}', {params: {path: {id}}, body})
  },
  labels: (id, {name, description}) =>
    api.PATCH('/api/v1/labels/{id}', {params: {path: {id}}, body: {name, description}}),
}

const remove: Record<CatalogueName, (id: number) => Promise<unknown>> = {
  components: (id) => api.DELETE('/api/v1/components/{id}', {params: {path: {id}}}),
  versions: (id) => api.DELETE('/api/v1/versions/{id}', {params: {path: {id}}}),
  milestones: (id) => api.DELETE('/api/v1/milestones/{id}', {params: {path: {id}}}),
  cycles: (id) => api.DELETE('/api/v1/cycles/{id}', {params: {path: {id}}}),
  labels: (id) => api.DELETE('/api/v1/labels/{id}', {params: {path: {id}}}),
}

async function idOf(call: Promise<{data?: {id: number}}>): Promise<number> {
  const {data} = await call
  if (!data) throw new Error('The server named no id')
  return data.id
}

import {queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../../../api/client.ts'
import type {components} from '../../../api/schema.d.ts'

type Schemas = components['schemas']

/** What a project keeps lists of. */
export interface Catalogue {
  components: Schemas['Component']
  versions: Schemas['Version']
  milestones: Schemas['Milestone']
  cycles: Schemas['Cycle']
  /** Those of all projects are among them */
  labels: Schemas['Label']
}

export function catalogueQuery<Name extends keyof Catalogue>(name: Name, project: string) {
  return queryOptions({
    queryKey: [name, project] as const,
    queryFn: ({signal}): Promise<Catalogue[Name][]> => fetchers[name](project, signal),
  })
}

type Fetchers = {
  [Name in keyof Catalogue]: (project: string, signal: AbortSignal) => Promise<Catalogue[Name][]>
}

const fetchers: Fetchers = {
  components: (key, signal) =>
    itemsOf(api.GET('/api/v1/projects/{key}/components', {params: {path: {key}, query}, signal})),
  versions: (key, signal) =>
    itemsOf(api.GET('/api/v1/projects/{key}/versions', {params: {path: {key}, query}, signal})),
  milestones: (key, signal) =>
    itemsOf(api.GET('/api/v1/projects/{key}/milestones', {params: {path: {key}, query}, signal})),
  cycles: (key, signal) =>
    itemsOf(api.GET('/api/v1/projects/{key}/cycles', {params: {path: {key}, query}, signal})),
  labels: (key, signal) =>
    itemsOf(api.GET('/api/v1/projects/{key}/labels', {params: {path: {key}, query}, signal})),
}

const query = {limit: 100}

async function itemsOf<Item>(call: Promise<{data?: {items: Item[]}}>): Promise<Item[]> {
  return (await answerOf(call)).items
}

/** Who can be given an issue of a project, whose name has a word that begins so. */
export function assignableQuery(project: string, search: string) {
  return queryOptions({
    queryKey: ['assignable', project, search] as const,
    queryFn: ({signal}) => {
      const params = {path: {key: project}, query: {q: search, limit: 30}}
      return itemsOf(api.GET('/api/v1/projects/{key}/people', {params, signal}))
    },
  })
}

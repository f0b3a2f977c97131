import {infiniteQueryOptions, queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../../api/client.ts'
import type {components} from '../../api/schema.d.ts'

export type HistoryEntry = components['schemas']['HistoryEntry']
export type Relation = components['schemas']['Relation']
export type RelationName = Relation['kind']
export type Attachment = components['schemas']['Attachment']

/** What happened to an issue, oldest first, 100 a page. */
export function historyQuery(key: string) {
  return infiniteQueryOptions({
    queryKey: ['history', key] as const,
    queryFn: ({pageParam: cursor, signal}) => {
      const query = {limit: 100, ...(cursor !== undefined && {cursor})}
      return answerOf(api.GET('/api/v1/issues/{key}/events', {params: {path: {key}, query}, signal}))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({nextCursor}) => nextCursor ?? undefined,
  })
}

export function relationsQuery(key: string) {
  return queryOptions({
    queryKey: ['relations', key] as const,
    queryFn: async ({signal}) => {
      const params = {path: {key}, query: {limit: 100}}
      return (await answerOf(api.GET('/api/v1/issues/{key}/relations', {params, signal}))).items
    },
  })
}

export function subIssuesQuery(key: string) {
  return queryOptions({
    queryKey: ['sub-issues', key] as const,
    queryFn: async ({signal}) => {
      const params = {path: {key}, query: {limit: 100}}
      return (await answerOf(api.GET('/api/v1/issues/{key}/sub-issues', {params, signal}))).items
    },
  })
}

/** Markdown as safe HTML; a text that is still written is asked for often and not kept for long. */
export function textPreviewQuery(text: string) {
  return queryOptions({
    queryKey: ['text-preview', text] as const,
    queryFn: async ({signal}) =>
      (await answerOf(api.POST('/api/v1/markdown-previews', {body: {text}, signal}))).html,
    gcTime: 60_000,
  })
}

/** The files of an issue and of its comments. */
export function attachmentsQuery(key: string) {
  return queryOptions({
    queryKey: ['attachments', key] as const,
    queryFn: async ({signal}) => {
      const params = {path: {key}, query: {limit: 100}}
      return (await answerOf(api.GET('/api/v1/issues/{key}/attachments', {params, signal}))).items
    },
  })
}

export function watchersQuery(key: string) {
  return queryOptions({
    queryKey: ['watchers', key] as const,
    queryFn: ({signal}) =>
      answerOf(api.GET('/api/v1/issues/{key}/watchers', {params: {path: {key}, query: {limit: 20}}, signal})),
  })
}

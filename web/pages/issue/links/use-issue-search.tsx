import {keepPreviousData, queryOptions, useQuery} from '@tanstack/react-query'
import {useEffect, useState} from 'react'
import {answerOf, api} from '../../../api/client.ts'
import type {IssueRow} from '../../../api/types.ts'
import type {SelectOption} from '../../../ui/select.tsx'
import {StatusIcon} from '../../../ui/status-icon.tsx'

export interface IssueSearchOptions {
  /** Words are looked for here; a key leads anywhere */
  project?: string | undefined
  isActive?: boolean
}

/** Issues by key or by words, the best first, as somebody types; the newest ones before that. */
export function useIssueSearch(text: string, {project, isActive = true}: IssueSearchOptions = {}) {
  const settled = useSettled(text.trim(), 150)
  const {data, isFetching} = useQuery({
    ...searchQuery(settled, project),
    enabled: isActive,
    placeholderData: keepPreviousData,
  })
  return {found: data ?? [], isLoading: isFetching}
}

function searchQuery(text: string, project: string | undefined) {
  return queryOptions({
    queryKey: ['issue-search', text, project ?? null] as const,
    queryFn: async ({signal}): Promise<IssueRow[]> => {
      if (/^[a-z][a-z0-9]*-\d+$/i.test(text)) return findByKey(text, signal)
      const words = quoted(text)
      const q = [project && `project:${project}`, words].filter(Boolean).join(' ')
      if (words === '') {
        const params = {query: {q, limit: 20}}
        return (await answerOf(api.GET('/api/v1/issues', {params, signal}))).items
      }
      const params = {query: {q, kinds: 'issue', limit: 20}}
      return (await answerOf(api.GET('/api/v1/search', {params, signal}))).issues.items
    },
    gcTime: 60_000,
    staleTime: 10_000,
  })
}

async function findByKey(key: string, signal: AbortSignal): Promise<IssueRow[]> {
  const params = {path: {key: key.toUpperCase()}, query: {}}
  const issue = await answerOf(api.GET('/api/v1/issues/{key}', {params, signal})).catch(() => undefined)
  return issue ? [{...issue, type: issue.type.key, kind: issue.type.kind}] : []
}

/** Words only: a colon would make a filter of it. */
function quoted(text: string): string {
  return text.replaceAll(/[:"]/g, ' ').trim()
}

/** The value once it has not changed for `ms`. */
function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}

export function issueOptions(rows: readonly IssueRow[]): SelectOption[] {
  return rows.map(({key, title, status}) => ({
    id: key,
    text: `${key} ${title}`,
    before: <StatusIcon category={status.category} name={status.name} />,
  }))
}

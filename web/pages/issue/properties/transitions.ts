import {queryOptions} from '@tanstack/react-query'
import {answerOf, api} from '../../../api/client.ts'
import type {components} from '../../../api/schema.d.ts'
import {m} from '../../../paraglide/messages.js'

export type Workflow = components['schemas']['Workflow']
type Standing = components['schemas']['Session']['standings'][number]['standing']

export function workflowsQuery() {
  return queryOptions({
    queryKey: ['workflows'] as const,
    queryFn: async ({signal}) => (await answerOf(api.GET('/api/v1/workflows', {signal}))).items,
  })
}

/** Why a status cannot follow another one; undefined when it can. */
export function obstacleTo(
  {transitions}: Workflow,
  from: {key: string; name: string},
  to: string,
  standing: Standing,
): string | undefined {
  if (transitions.length === 0 || from.key === to) return undefined
  const ways = transitions.filter((one) => one.from === from.key && one.to === to)
  if (ways.length === 0) return m.issue_transition_missing({from: from.name})
  const role = ways.some(({leastRole}) => leastRole === null || ranks[standing] >= ranks[leastRole])
    ? undefined
    : ways[0]?.leastRole
  return role ? m.issue_transition_role({role}) : undefined
}

const ranks: Record<Standing, number> = {none: 0, guest: 1, viewer: 2, reporter: 3, member: 4, maintainer: 5}

import {markStale} from './issue-store.ts'
import {refreshHead} from './queries/issues.ts'
import {queryClient} from './query-client.ts'
import type {LiveEvent} from './types.ts'

/**
 * Reads again what these events touched and somebody looks at; the rest is marked, to be read when it is
 * looked at. Queries about an issue or a project are named `[noun, key, …]`.
 */
export async function applyEvents(events: readonly LiveEvent[]): Promise<void> {
  const issues = new Set(events.flatMap(({issue}) => issue ?? []))
  const projects = new Set(events.flatMap(({project}) => project ?? []))
  markStale(issues)
  await Promise.all([
    queryClient.invalidateQueries({
      predicate: ({queryKey: [noun, key]}) => noun !== 'issues' && isIn(issues, key),
    }),
    refreshLists(issues, projects),
    refreshProjects(events),
  ])
}

async function refreshLists(issues: ReadonlySet<string>, projects: ReadonlySet<string>): Promise<void> {
  if (issues.size === 0) return
  const touched = queryClient
    .getQueryCache()
    .findAll({queryKey: ['issues']})
    .filter(({queryKey}) => concerns(String(queryKey[1]), projects))
  await Promise.all(
    touched.map(async (query) => {
      if (query.isActive()) await refreshHead(String(query.queryKey[1]), [...issues])
      else query.invalidate()
    }),
  )
}

/** A list of one project is touched only by what happens there. */
function concerns(q: string, projects: ReadonlySet<string>): boolean {
  const [, key] = /^project:(\S+)/.exec(q) ?? []
  return key === undefined || projects.has(key)
}

async function refreshProjects(events: readonly LiveEvent[]): Promise<void> {
  const changed = new Set<string>()
  let isListChanged = false
  for (const {kind, project, payload} of events) {
    const isOfProject = /^(project|member)\./.test(kind)
    if (isOfProject) isListChanged = true
    if (project !== null && (isOfProject || changesCounts(kind, payload))) changed.add(project)
    // A name of the catalogue stands on every page of its project.
    else if (project !== null && /^(component|version|milestone|cycle|label)\./.test(kind))
      changed.add(project)
  }
  await Promise.all([
    isListChanged && queryClient.invalidateQueries({queryKey: ['projects']}),
    isListChanged && queryClient.invalidateQueries({queryKey: ['session']}),
    queryClient.invalidateQueries({predicate: ({queryKey: [, key]}) => isIn(changed, key)}),
  ])
}

function changesCounts(kind: string, {changes}: LiveEvent['payload']): boolean {
  if (/^issue\.(created|deleted|restored|moved)$/.test(kind)) return true
  return typeof changes === 'object' && changes !== null && ('status' in changes || 'type' in changes)
}

function isIn(keys: ReadonlySet<string>, key: unknown): boolean {
  return typeof key === 'string' && keys.has(key)
}

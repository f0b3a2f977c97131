import {createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import {isLiveSince} from '../../api/live-since.ts'
import {queryClient} from '../../api/query-client.ts'
import {issuesQuery, refreshHead} from '../../api/queries/issues.ts'
import {projectQuery} from '../../api/queries/projects.ts'
import {typesQuery} from '../../api/queries/types.ts'
import type {InsideRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'
import {type ListSearch, listQuery, readListSearch} from './list-query.ts'

export function listRoutes(parent: InsideRoute) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/issues',
      validateSearch: readListSearch,
      loaderDeps: ({search}) => search,
      async loader({deps}) {
        const types = await queryClient.ensureQueryData(typesQuery())
        loadList(listQuery(deps, undefined, types))
      },
      component: lazyRouteComponent(() => import('./issues-page.tsx'), 'AllIssuesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/projects/$project/issues',
      validateSearch: readListSearch,
      loaderDeps: ({search}) => search,
      loader: ({deps, params}) => loadProject(params.project, deps),
      component: lazyRouteComponent(() => import('./issues-page.tsx'), 'ProjectIssuesPage'),
    }),
  ] as const
}

async function loadProject(key: string, search: ListSearch): Promise<void> {
  const project = await queryClient.ensureQueryData({...projectQuery(key), revalidateIfStale: true})
  // A former key, or one in small letters.
  if (project.key !== key) throw redirect({href: paths.projectIssues(project.key, search), replace: true})
  loadList(listQuery(search, key, project.types))
}

/** Begins to load; the page shows its frame meanwhile. A list that is there is shown, and its head read again if it may be old. */
function loadList(q: string): void {
  const query = queryClient.getQueryState(issuesQuery(q).queryKey)
  if (query?.data === undefined) void queryClient.prefetchInfiniteQuery(issuesQuery(q))
  else if (query.isInvalidated || !isLiveSince(query.dataUpdatedAt))
    // What is shown stays when the server cannot be reached.
    refreshHead(q).catch(() => undefined)
}

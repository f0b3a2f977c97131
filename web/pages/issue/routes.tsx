import {createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import {queryClient} from '../../api/query-client.ts'
import {issueQuery} from '../../api/queries/issue.ts'
import {typesQuery} from '../../api/queries/types.ts'
import type {InsideRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'
import {attachmentsQuery, historyQuery, relationsQuery, subIssuesQuery} from './issue-queries.ts'

export function issueRoutes(parent: InsideRoute) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/issues/$key',
      loader: async ({params: {key}, location}) => {
        void prefetch(key)
        const issue = await queryClient.ensureQueryData({...issueQuery(key), revalidateIfStale: true})
        // Moved, or written small: the address is the present key.
        if (issue.key !== key)
          throw redirect({href: paths.issue(issue.key), hash: location.hash, replace: true})
      },
      component: lazyRouteComponent(() => import('./issue-page.tsx'), 'IssuePage'),
      pendingComponent: lazyRouteComponent(() => import('./issue-skeleton.tsx'), 'IssueSkeleton'),
      errorComponent: lazyRouteComponent(() => import('./issue-error.tsx'), 'IssueError'),
    }),
  ] as const
}

/** What stands below the texts: asked for at once, waited for by its own part. */
function prefetch(key: string): Promise<unknown> {
  return Promise.all([
    queryClient.prefetchQuery(typesQuery()),
    queryClient.prefetchInfiniteQuery(historyQuery(key)),
    queryClient.prefetchQuery(attachmentsQuery(key)),
    queryClient.prefetchQuery(relationsQuery(key)),
    queryClient.prefetchQuery(subIssuesQuery(key)),
  ])
}

import {createRoute, lazyRouteComponent} from '@tanstack/react-router'
import {queryClient} from '../../api/query-client.ts'
import {projectsQuery} from '../../api/queries/projects.ts'
import type {InsideRoute} from '../../inside-route.tsx'

/** What the address may say about the new issue. */
export interface NewIssueSearch {
  project?: string
  type?: string
  /** Key of the issue it is a part of */
  parent?: string
}

export function newIssueRoutes(parent: InsideRoute) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/new-issue',
      validateSearch: readSearch,
      loader: () => queryClient.ensureQueryData(projectsQuery()),
      component: lazyRouteComponent(() => import('./new-issue-page.tsx'), 'NewIssuePage'),
    }),
  ] as const
}

function readSearch(search: Record<string, unknown>): NewIssueSearch {
  const names = ['project', 'type', 'parent'] as const
  const given = names.filter((name) => typeof search[name] === 'string' && search[name] !== '')
  return Object.fromEntries(given.map((name) => [name, String(search[name])]))
}

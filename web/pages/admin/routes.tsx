import {createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import {queryClient} from '../../api/query-client.ts'
import {projectQuery} from '../../api/queries/projects.ts'
import type {InsideRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'

export function adminRoutes(parent: InsideRoute) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/admin',
      beforeLoad: () => {
        throw redirect({href: paths.admin('people'), replace: true})
      },
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/admin/people',
      component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'PeoplePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/admin/bin',
      component: lazyRouteComponent(() => import('./records/bin-page.tsx'), 'BinPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/admin/audit-log',
      component: lazyRouteComponent(() => import('./records/audit-page.tsx'), 'AuditPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/projects/$project/settings',
      loader: ({params}) => loadProject(params.project),
      component: lazyRouteComponent(() => import('./project/general-page.tsx'), 'GeneralPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/projects/$project/settings/members',
      loader: ({params}) => loadProject(params.project),
      component: lazyRouteComponent(() => import('./project/members-page.tsx'), 'MembersPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/projects/$project/settings/$catalogue',
      loader: ({params}) => loadProject(params.project),
      component: lazyRouteComponent(() => import('./project/catalogue-page.tsx'), 'CataloguePage'),
    }),
  ] as const
}

async function loadProject(key: string): Promise<void> {
  await queryClient.ensureQueryData({...projectQuery(key), revalidateIfStale: true})
}

import {createRootRoute, createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import {queryClient} from './api/query-client.ts'
import {projectsQuery} from './api/queries/projects.ts'
import {sessionQuery} from './api/session.ts'
import {NotFoundPage} from './pages/home/not-found-page.tsx'
import {PageError} from './pages/home/page-error.tsx'
import {paths} from './paths.ts'

export const rootRoute = createRootRoute({errorComponent: PageError, notFoundComponent: NotFoundPage})

/** What stands in the frame with the side bar. Visitors come this far where something is public. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  async beforeLoad({location}) {
    const session = await queryClient.ensureQueryData(sessionQuery())
    if (session.needsFirstAdministrator) throw redirect({href: paths.firstAdministrator()})
    if (!session.person && session.standings.length === 0) throw redirect({href: paths.signIn(location.href)})
  },
  loader: () => queryClient.ensureQueryData(projectsQuery()),
  component: lazyRouteComponent(() => import('./pages/home/app-shell.tsx'), 'AppShell'),
  errorComponent: PageError,
})

export type RootRoute = typeof rootRoute
export type InsideRoute = typeof insideRoute

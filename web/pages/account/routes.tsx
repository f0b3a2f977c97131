import {createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import {queryClient} from '../../api/query-client.ts'
import {sessionQuery} from '../../api/session.ts'
import type {InsideRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'

export function accountRoutes(parent: InsideRoute) {
  return [
    createRoute({
      getParentRoute: () => parent,
      path: '/account',
      beforeLoad: ({location}) => mustBeSignedIn(location.href),
      component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/account/security',
      beforeLoad: ({location}) => mustBeSignedIn(location.href),
      component: lazyRouteComponent(() => import('./security-page.tsx'), 'SecurityPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/account/keys',
      beforeLoad: ({location}) => mustBeSignedIn(location.href),
      component: lazyRouteComponent(() => import('./keys-page.tsx'), 'KeysPage'),
    }),
  ] as const
}

async function mustBeSignedIn(here: string): Promise<void> {
  const {person} = await queryClient.ensureQueryData(sessionQuery())
  if (person === null) throw redirect({href: paths.signIn(here)})
}

import {createRoute, lazyRouteComponent, redirect} from '@tanstack/react-router'
import {queryClient} from '../../api/query-client.ts'
import {sessionQuery} from '../../api/session.ts'
import type {RootRoute} from '../../inside-route.tsx'
import {paths} from '../../paths.ts'

const loader = () => queryClient.ensureQueryData(sessionQuery())

/** The pages before the door. */
export function doorRoutes(parent: RootRoute) {
  const getParentRoute = () => parent
  return [
    createRoute({
      getParentRoute,
      path: '/sign-in',
      validateSearch: ({next}: Record<string, unknown>) => (typeof next === 'string' ? {next} : {}),
      async beforeLoad({search}: {search: {next?: string}}) {
        const session = await loader()
        if (session.person) throw redirect({href: search.next ?? paths.home()})
        if (session.needsFirstAdministrator) throw redirect({href: paths.firstAdministrator()})
      },
      component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/sign-in/link',
      component: lazyRouteComponent(() => import('./link-page.tsx'), 'LinkPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/sign-in/mail',
      component: lazyRouteComponent(() => import('./mail-link-page.tsx'), 'MailLinkPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/forgot-password',
      component: lazyRouteComponent(() => import('./mail-link-page.tsx'), 'ForgotPasswordPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/reset-password',
      component: lazyRouteComponent(() => import('./reset-password-page.tsx'), 'ResetPasswordPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/first-administrator',
      loader,
      component: lazyRouteComponent(() => import('./first-administrator-page.tsx'), 'FirstAdministratorPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/invitation',
      component: lazyRouteComponent(() => import('./invitation-page.tsx'), 'InvitationPage'),
    }),
  ] as const
}

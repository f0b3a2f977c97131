import {createRouter} from '@tanstack/react-router'
import {insideRoute, rootRoute} from './inside-route.tsx'
import {accountRoutes} from './pages/account/routes.tsx'
import {adminRoutes} from './pages/admin/routes.tsx'
import {doorRoutes} from './pages/doors/routes.tsx'
import {NotFoundPage} from './pages/home/not-found-page.tsx'
import {PageError} from './pages/home/page-error.tsx'
import {homeRoutes} from './pages/home/routes.tsx'
import {issueRoutes} from './pages/issue/routes.tsx'
import {listRoutes} from './pages/issues/routes.tsx'
import {newIssueRoutes} from './pages/new-issue/routes.tsx'
import {projectRoutes} from './pages/projects/routes.tsx'

const routeTree = rootRoute.addChildren([
  ...doorRoutes(rootRoute),
  insideRoute.addChildren([
    ...homeRoutes(insideRoute),
    ...projectRoutes(insideRoute),
    ...listRoutes(insideRoute),
    ...issueRoutes(insideRoute),
    ...newIssueRoutes(insideRoute),
    ...accountRoutes(insideRoute),
    ...adminRoutes(insideRoute),
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  // Query decides what is fresh.
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
  // Addresses as people write them: ?q=is:open, every value a text.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch,
})

function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

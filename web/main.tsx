import {QueryClientProvider} from '@tanstack/react-query'
import {RouterProvider} from '@tanstack/react-router'
import {StrictMode} from 'react'
import {createRoot} from 'react-dom/client'
import {followEvents} from './api/live.ts'
import {keepUpToDate, restoreKept} from './api/persist.ts'
import {queryClient} from './api/query-client.ts'
import {checkSession, watchSession} from './api/session.ts'
import {getLocale} from './paraglide/runtime.js'
import {router} from './router.tsx'
import {UiGround} from './ui/ui-ground.tsx'

document.documentElement.lang = getLocale()

const root = document.querySelector('#root')
if (!root) throw new Error('Cannot start: the page has no #root')

const isKnown = await restoreKept()
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <UiGround navigate={(href) => void router.navigate({href})}>
        <RouterProvider router={router} />
      </UiGround>
    </QueryClientProvider>
  </StrictMode>,
)
watchSession()
keepUpToDate()
if (isKnown) void checkSession()
followEvents(() => void checkSession())

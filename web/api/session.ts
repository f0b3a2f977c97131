import {queryOptions, useSuspenseQuery} from '@tanstack/react-query'
import {paths} from '../paths.ts'
import {answerOf, api, onProblem} from './client.ts'
import {forgetKept} from './persist.ts'
import {queryClient} from './query-client.ts'
import type {Session} from './types.ts'

export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'] as const,
    queryFn: ({signal}) => answerOf(api.GET('/api/v1/session', {signal})),
    // Asked again by `checkSession`, which knows what to do when it is somebody else.
    staleTime: Infinity,
  })
}

/** Who is signed in; `person` is null for visitors. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery()).data
}

/** After a sign-in: nothing of who was here before is left. The page must begin anew. */
export async function beginSession(): Promise<void> {
  await forgetKept(true)
  tellOtherWindows()
}

/** Signs out, here or on every device, and leaves nothing behind in this browser. */
export async function signOut({everywhere = false} = {}): Promise<void> {
  if (everywhere) await api.DELETE('/api/v1/sessions')
  else await api.DELETE('/api/v1/session')
  tellOtherWindows()
  await leave()
}

/** Notices that the session ended, here, in another window or on the server. */
export function watchSession(): void {
  onProblem(({code}) => {
    const known = queryClient.getQueryData(sessionQuery().queryKey)
    if (code === 'unauthenticated' && known?.person) void checkSession()
  })
  channel.addEventListener('message', () => void checkSession())
}

/** Asks who is signed in; when it is somebody else than shown, the page begins anew. */
export async function checkSession(): Promise<void> {
  const {queryKey} = sessionQuery()
  const known = queryClient.getQueryData(queryKey)
  const now = await answerOf(api.GET('/api/v1/session')).catch(() => undefined)
  if (!now) return
  if (known && known.person?.id !== now.person?.id) await leave(paths.signIn(here()))
  else queryClient.setQueryData(queryKey, now)
}

const channel = new BroadcastChannel('fettle-session')

function tellOtherWindows(): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target
  channel.postMessage('changed')
}

/** A fresh page: what was in memory goes with the old one. */
async function leave(to: string = paths.signIn()): Promise<void> {
  await forgetKept(true)
  location.assign(to)
}

function here(): string {
  return location.pathname + location.search
}

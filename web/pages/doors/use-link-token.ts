import {useSyncExternalStore} from 'react'

/**
 * The token of the link that led here, also when it is pasted into a page that is open already. It stands
 * behind #, where no server or proxy logs it.
 */
export function useLinkToken(): string | undefined {
  return useSyncExternalStore(subscribe, readToken)
}

function readToken(): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

import {QueryClient} from '@tanstack/react-query'
import {isLiveSince} from './live-since.ts'
import {ApiProblem} from './problem.ts'

/** The cache. What was read while the event stream ran is fresh until the stream says otherwise. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: ({state}) => (isLiveSince(state.dataUpdatedAt) ? Infinity : 0),
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (count, error) => count < 2 && isPassing(error),
      networkMode: 'always',
    },
    // Without a network they wait, and are sent when it is back.
    mutations: {
      retry: (count, error) => count < 3 && error instanceof ApiProblem && error.code === 'network',
    },
  },
})

/** The client has tried again already when the server could not be reached. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiProblem && (error.code === 'unavailable' || error.code === 'tooMany')
}

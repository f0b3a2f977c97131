import {applyEvents} from './apply-events.ts'
import {setLiveSince} from './live-since.ts'
import {queryClient} from './query-client.ts'
import type {LiveEvent} from './types.ts'

/**
 * Follows what happens and brings the cache up to date. Goes on where it was cut off; starts anew, with
 * everything on the page read again, when the server no longer knows what was missed.
 *
 * @param onReturn called when a stream that was cut off runs again: the session may have ended meanwhile
 */
export function followEvents(onReturn: () => void): () => void {
  let source: EventSource | undefined
  let cursor: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0

  const open = () => {
    const after = cursor === undefined ? '' : `?after=${encodeURIComponent(cursor)}`
    source = new EventSource(`/api/v1/events${after}`)
    source.addEventListener('ready', (event) => {
      attempt = 0
      if (cursor === undefined) setLiveSince(Date.now())
      else onReturn()
      cursor = event.lastEventId
    })
    source.addEventListener('reset', (event) => {
      cursor = event.lastEventId
      setLiveSince(Date.now())
      onReturn()
      void queryClient.invalidateQueries()
    })
    source.addEventListener('message', (event: MessageEvent<string>) => {
      cursor = event.lastEventId
      collect(JSON.parse(event.data) as LiveEvent)
    })
    source.addEventListener('error', retry)
  }

  // The browser's own attempts give up for ever at the first refusal, so that ours take their place.
  const retry = () => {
    source?.close()
    clearTimeout(timer)
    timer = setTimeout(open, Math.min(30_000, 1000 * 2 ** attempt++) * (0.75 + Math.random() / 2))
  }
  const hurry = () => {
    attempt = 0
    clearTimeout(timer)
    source?.close()
    open()
  }

  open()
  addEventListener('online', hurry)
  return () => {
    removeEventListener('online', hurry)
    clearTimeout(timer)
    source?.close()
    setLiveSince(Infinity)
  }
}

const gatherMs = 200
let gathered: LiveEvent[] = []
let isApplying = false

/** Events that come together are applied together, and the next ones when these are done. */
function collect(event: LiveEvent): void {
  gathered.push(event)
  if (!isApplying) void apply()
}

async function apply(): Promise<void> {
  isApplying = true
  while (gathered.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, gatherMs))
    const events = gathered
    gathered = []
    await applyEvents(events).catch(() => undefined)
  }
  isApplying = false
}

import type {Event, EventScope} from './event.ts'

export interface RecordedEvent {
  readonly event: Event
  readonly scope: EventScope
}

// Forgotten with the transaction.
const recorded = new WeakMap<object, RecordedEvent[]>()

/** Remembers what a transaction has recorded, for what is kept along with it. */
export function rememberEvent(tx: object, event: RecordedEvent): void {
  const known = recorded.get(tx)
  if (known === undefined) recorded.set(tx, [event])
  else known.push(event)
}

/** The events that were recorded in this transaction since they were last taken, in order. */
export function takeEvents(tx: object): readonly RecordedEvent[] {
  const events = recorded.get(tx) ?? []
  recorded.delete(tx)
  return events
}

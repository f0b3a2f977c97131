import {EventEmitter} from 'node:events'

/**
 * Tells this process, and through NOTIFY the others, that there are new events or changed rights.
 * A signal carries nothing: who hears it reads the tables. A lost one costs a delay, never an event.
 */
export interface Signals {
  /** After a commit that wrote events. Many calls within a few milliseconds become one NOTIFY. */
  eventsWritten(): void
  /** After a commit that changed what somebody may see or do, or what a person, project, type or status is called. */
  rightsChanged(): void
  onEvents(listener: () => void): () => void
  /** Also called when signals of other processes may have been missed. */
  onRightsChanged(listener: () => void): () => void
  /** Whether signals of other processes arrive: while false, nothing they may change is remembered. */
  readonly isConnected: boolean
}

/** The side of the listening connection. */
export interface SignalReceiver {
  heard(channel: string): void
  setConnected(isConnected: boolean): void
}

export const eventsChannel = 'fettle_events'
export const rightsChannel = 'fettle_rights'

const gatherMs = 5

/** @param notify sends NOTIFY on a channel; it must not throw */
export function createSignals(notify: (channel: string) => void): Signals & SignalReceiver {
  const emitter = new EventEmitter().setMaxListeners(0)
  let isConnected = false
  let pending: NodeJS.Timeout | undefined
  return {
    eventsWritten() {
      pending ??= setTimeout(() => {
        pending = undefined
        notify(eventsChannel)
      }, gatherMs)
    },
    rightsChanged() {
      emitter.emit(rightsChannel)
      notify(rightsChannel)
    },
    onEvents: (listener) => subscribe(emitter, eventsChannel, listener),
    onRightsChanged: (listener) => subscribe(emitter, rightsChannel, listener),
    get isConnected() {
      return isConnected
    },
    heard: (channel) => void emitter.emit(channel),
    setConnected(next) {
      isConnected = next
      emitter.emit(rightsChannel)
      if (next) emitter.emit(eventsChannel)
    },
  }
}

function subscribe(emitter: EventEmitter, channel: string, listener: () => void): () => void {
  emitter.on(channel, listener)
  return () => emitter.off(channel, listener)
}

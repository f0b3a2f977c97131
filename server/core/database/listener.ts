import {setTimeout as sleep} from 'node:timers/promises'
import {Client} from 'pg'

export interface Listener {
  /** False while the connection is lost: signals may have been missed. */
  readonly isConnected: boolean
  close(): Promise<void>
}

export interface ListenerOptions {
  connectionString: string
  channels: readonly string[]
  onSignal: (channel: string) => void
  /** Called when the connection is lost and again when it is back. */
  onConnection: (isConnected: boolean) => void
}

const retryMs = 250

/** Holds one connection that LISTENs, and opens it again for as long as it is not closed. */
export async function listen({
  connectionString,
  channels,
  onSignal,
  onConnection,
}: ListenerOptions): Promise<Listener> {
  const closing = new AbortController()
  let client: Client | undefined
  await connect()
  return {
    get isConnected() {
      return client !== undefined
    },
    async close() {
      closing.abort()
      const open = client
      client = undefined
      await open?.end()
    },
  }

  async function connect(): Promise<void> {
    const next = new Client({connectionString, application_name: 'fettle listen', keepAlive: true})
    next.on('error', () => undefined)
    next.on('end', () => lost(next))
    next.on('notification', ({channel}) => onSignal(channel))
    await next.connect()
    for (const channel of channels) await next.query(`listen ${channel}`)
    if (closing.signal.aborted) return next.end()
    client = next
    onConnection(true)
  }

  function lost(ended: Client): void {
    if (ended !== client) return
    client = undefined
    onConnection(false)
    void reconnect()
  }

  async function reconnect(): Promise<void> {
    while (!closing.signal.aborted && client === undefined) {
      try {
        await connect()
      } catch {
        await sleep(retryMs)
      }
    }
  }
}

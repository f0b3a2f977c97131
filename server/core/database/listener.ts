import pg from 'pg'

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
export function listen({
  connectionString,
  channels,
  onSignal,
  onConnection,
}: ListenerOptions): Promise<Listener> {
  let client: pg.Client | undefined
  let isConnected = false
  let isClosed = false

  async function connect(): Promise<void> {
    const next = new pg.Client({connectionString, application_name: 'fettle listen', keepAlive: true})
    next.on('error', () => undefined)
    next.on('end', () => lost(next))
    next.on('notification', ({channel}) => onSignal(channel))
    await next.connect()
    for (const channel of channels) await next.query(`listen ${channel}`)
    client = next
    isConnected = true
    onConnection(true)
  }

  function lost(ended: pg.Client): void {
    if (ended !== client) return
    client = undefined
    isConnected = false
    onConnection(false)
    void reconnect()
  }

  async function reconnect(): Promise<void> {
    while (!isClosed && client === undefined) {
      try {
        await connect()
      } catch {
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  return connect().then(() => ({
    get isConnected() {
      return isConnected
    },
    async close() {
      isClosed = true
      const open = client
      client = undefined
      isConnected = false
      await open?.end()
    },
  }))
}

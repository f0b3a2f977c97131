import {once} from 'node:events'
import {get, type IncomingMessage} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {TestApp} from '../testing/app.ts'

export interface Received {
  id: string
  event: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into events freely
  data: any
}

/** A listener of the stream, over a real connection. */
export interface TestStream {
  readonly status: number
  readonly received: Received[]
  /** Without `ready` and `reset`. */
  readonly events: Received[]
  /** The last id that was sent, also without an event. */
  readonly lastId: string | undefined
  readonly isOpen: boolean
  close(): void
}

export interface StreamOptions {
  token?: string | null
  query?: string
  headers?: Record<string, string>
}

/** The address of the server, which listens from the first call on. */
export async function addressOf({app}: TestApp): Promise<string> {
  if (!app.server.listening) await app.listen({port: 0, host: '127.0.0.1'})
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

export async function openStream(t: TestApp, options: StreamOptions = {}): Promise<TestStream> {
  const {token = null, query = '', headers = {}} = options
  const address = new URL(`${await addressOf(t)}/api/v1/events${query}`)
  // Not fetch: it opens spare connections, for which a stop of the server waits.
  const request = get(address, {
    agent: false,
    headers: {...(token === null ? {} : {authorization: `Bearer ${token}`}), ...headers},
  })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const received: Received[] = []
  const state = {isOpen: true, lastId: undefined as string | undefined}
  void read(response, received, state).finally(() => {
    state.isOpen = false
  })
  return {
    status: response.statusCode ?? 0,
    received,
    get events() {
      return received.filter(({event}) => event === 'message')
    },
    get lastId() {
      return state.lastId
    },
    get isOpen() {
      return state.isOpen
    },
    close: () => void request.destroy(),
  }
}

async function read(
  response: IncomingMessage,
  received: Received[],
  state: {lastId: string | undefined},
): Promise<void> {
  let text = ''
  response.setEncoding('utf8')
  try {
    for await (const chunk of response as AsyncIterable<string>) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) take(block, received, state)
    }
  } catch {
    // It was closed.
  }
}

function take(block: string, received: Received[], state: {lastId: string | undefined}): void {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const colon = line.indexOf(': ')
      return [line.slice(0, colon), line.slice(colon + 2)]
    }),
  )
  state.lastId = fields.get('id') ?? state.lastId
  const data = fields.get('data')
  if (data === undefined) return
  received.push({id: fields.get('id') ?? '', event: fields.get('event') ?? 'message', data: JSON.parse(data)})
}

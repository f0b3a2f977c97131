import type {FastifyBaseLogger} from 'fastify'
import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'
import type {Position} from '../core/events/position.ts'
import {hasLater, isAfter, isSettled, readHorizon} from '../core/events/read-events.ts'
import type {Signals} from '../core/events/signals.ts'
import type {Round, StreamClient} from './stream-client.ts'

export interface StreamHub {
  readonly size: number
  add(client: StreamClient): void
  remove(client: StreamClient): void
  /** Ends every stream. */
  close(): void
}

export interface StreamHubOptions {
  db: Db
  signals: Signals
  log: FastifyBaseLogger
}

const pollMs = 5_000
const heartbeatMs = 20_000
const unsettledMs = 25
const lookSize = 2_000
const atOnce = 4

/**
 * Tells the listeners of this process what happens. Signals wake it, many of them at once wake it once;
 * it looks which projects are touched, and only who sees one of them costs a query.
 */
export function createStreamHub({db, signals, log}: StreamHubOptions): StreamHub {
  const clients = new Set<StreamClient>()
  let position: Position | undefined
  const state = {isRunning: false, isWanted: false, isClosed: false}
  let soon: NodeJS.Timeout | undefined

  function wake(): void {
    state.isWanted = true
    if (!state.isRunning && !state.isClosed) void run()
  }

  async function run(): Promise<void> {
    state.isRunning = true
    try {
      while (state.isWanted && !state.isClosed) {
        state.isWanted = false
        await runRound()
      }
    } catch (error) {
      log.warn({err: error}, 'Cannot read new events: the stream tries again')
    } finally {
      state.isRunning = false
    }
  }

  async function runRound(): Promise<void> {
    if (clients.size === 0) {
      position = undefined
      return
    }
    const {isFull, ...round} = await look(position ?? (await readHorizon(db)))
    position = round.end
    if (isFull) state.isWanted = true
    if (await advanceAll(round)) state.isWanted = true
    if (!state.isWanted && (await hasLater(db, round.end))) wakeSoon()
  }

  async function look(before: Position): Promise<Round & {isFull: boolean}> {
    const {rows} = await sql<{xid: string; id: number; project_id: number | null}>`
      select event.xid::text xid, event.id, coalesce(issue.project_id, event.project_id) project_id
      from event left join issue on issue.id = event.issue_id
      where ${isAfter(before)} and ${isSettled} order by event.xid, event.id limit ${lookSize}`.execute(db)
    const last = rows.at(-1)
    const projects = new Set(rows.map(({project_id}) => project_id))
    return {before, end: last ?? before, projects, isFull: rows.length === lookSize}
  }

  async function advanceAll(round: Round): Promise<boolean> {
    const waiting = [...clients]
    let hasMore = false
    async function work(): Promise<void> {
      for (let client = waiting.pop(); client !== undefined; client = waiting.pop()) {
        try {
          if (await client.advance(db, round)) hasMore = true
        } catch (error) {
          log.warn({err: error}, 'Cannot tell a listener what happened: it is tried again')
        }
      }
    }
    await Promise.all(Array.from({length: atOnce}, work))
    return hasMore
  }

  /** Nobody signals that the transaction which holds events back has ended. */
  function wakeSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      wake()
    }, unsettledMs)
  }

  const stops = [signals.onEvents(wake), signals.onRightsChanged(wake)]
  const poll = setInterval(wake, pollMs)
  const heartbeat = setInterval(() => {
    for (const client of clients) client.beat()
  }, heartbeatMs)
  for (const timer of [poll, heartbeat]) timer.unref()

  return {
    get size() {
      return clients.size
    },
    add(client) {
      if (state.isClosed) return client.end()
      clients.add(client)
      client.onDrain(wake)
      wake()
    },
    remove: (client) => void clients.delete(client),
    close() {
      state.isClosed = true
      for (const stop of stops) stop()
      clearInterval(poll)
      clearInterval(heartbeat)
      clearTimeout(soon)
      for (const client of clients) client.end()
      clients.clear()
    },
  }
}

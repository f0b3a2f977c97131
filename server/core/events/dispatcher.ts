import {Client} from 'pg'
import {sql} from 'kysely'
import type {FastifyBaseLogger} from 'fastify'
import type {Db} from '../database/database.ts'
import type {Jobs} from '../jobs/jobs.ts'
import {comparePositions, type Position} from './position.ts'
import {hasLater, readEvents, readHorizon, type EventRecord} from './read-events.ts'
import type {Signals} from './signals.ts'

/** Something that happens because something happened: mail, a webhook, a clock. */
export interface Reaction {
  readonly name: string
  /** Asked for every event, in order. It looks at the event alone: what takes a query belongs into the job. */
  wants(event: EventRecord): boolean
  /** The task that is queued with `{eventId}`; it may run twice, and must not matter then. */
  readonly job: string
  /** What an import writes happened long ago and is nothing to tell about, unless one says so. */
  readonly wantsImports?: boolean
}

export interface DispatcherOptions {
  db: Db
  connectionString: string
  signals: Signals
  jobs: Jobs
  reactions: readonly Reaction[]
  log: FastifyBaseLogger
  /** Of its cursor and its lock; the tests use others. */
  name?: string
  /** How often one that does not lead tries to, and one that leads looks without a signal. */
  pollMs?: number
}

export interface Dispatcher {
  /** Whether this process is the one of the cluster that dispatches. */
  readonly isLeading: boolean
  close(): Promise<void>
}

const batchSize = 500
// Events that come one after another are taken together; nobody waits for a mail this long.
const gatherMs = 50

/**
 * Follows the event table and queues the jobs of the reactions. One process of the cluster leads, by an
 * advisory lock on a connection that it holds. The lock only saves work: a job is queued in the
 * transaction that moves the cursor from where it was read, so that neither a crash nor two leaders lose
 * a job or queue it twice.
 */
export async function startDispatcher(options: DispatcherOptions): Promise<Dispatcher> {
  const {db, connectionString, signals, log, name = 'dispatcher', pollMs = 2_000} = options
  await ensureCursor(db, name)
  let leader: Client | undefined
  const state = {isClosed: false, isWanted: true}
  let wakeUp: (() => void) | undefined

  function wake(): void {
    state.isWanted = true
    if (leader !== undefined) wakeUp?.()
  }
  const stopListening = signals.onEvents(wake)

  /** Until something is to be done, or the poll is due. */
  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      wakeUp = done
      function done(): void {
        clearTimeout(timer)
        wakeUp = undefined
        resolve()
      }
      if (state.isClosed) done()
    })
  }

  async function lead(): Promise<boolean> {
    if (leader !== undefined) return true
    const client = new Client({connectionString, application_name: `fettle ${name}`, keepAlive: true})
    client.on('error', (error) => log.warn({err: error}, 'Lost the connection of the dispatcher'))
    client.on('end', () => {
      if (leader === client) leader = undefined
    })
    try {
      await client.connect()
      const {rows} = await client.query<{got: boolean}>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) got',
        [`fettle ${name}`],
      )
      if (rows[0]?.got === true) {
        leader = client
        return true
      }
    } catch (error) {
      log.warn({err: error}, 'The dispatcher cannot reach PostgreSQL')
    }
    await client.end().catch(() => undefined)
    return false
  }

  async function follow(): Promise<void> {
    while (!state.isClosed) {
      state.isWanted = false
      try {
        if ((await lead()) && (await dispatchBatch(options, name))) state.isWanted = true
      } catch (error) {
        log.warn({err: error}, 'The dispatcher tries again')
      }
      if (state.isClosed) break
      if (leader === undefined || !state.isWanted) await rest(pollMs)
      await new Promise((resolve) => setTimeout(resolve, gatherMs))
    }
  }
  const following = follow()

  return {
    get isLeading() {
      return leader !== undefined
    },
    async close() {
      state.isClosed = true
      stopListening()
      wakeUp?.()
      await following
      const held = leader
      leader = undefined
      await held?.end().catch(() => undefined)
    },
  }
}

/** Takes the next events, and says whether to look again at once. */
async function dispatchBatch({db, jobs, reactions, log}: DispatcherOptions, name: string): Promise<boolean> {
  const from = await readCursor(db, name, log)
  const events = await readEvents(db, from, batchSize)
  const last = events.at(-1)
  if (last === undefined) return hasLater(db, from)
  await db.transaction().execute(async (tx) => {
    // A crash that loses this commit loses the jobs with it, and both are done again: no need to wait for the disk.
    await sql`set local synchronous_commit = off`.execute(tx)
    const moved = await tx
      .updateTable('event_cursor')
      .set({xid: last.xid, event_id: last.id})
      .where('name', '=', name)
      .where('xid', '=', from.xid)
      .where('event_id', '=', from.id)
      .executeTakeFirst()
    if (moved.numUpdatedRows === 0n) throw new Error('Another process moved the cursor of the dispatcher')
    for (const event of events)
      for (const reaction of reactions)
        if (wantsEvent(reaction, event)) await jobs.add(tx, reaction.job, {eventId: event.id})
  })
  return true
}

function wantsEvent(reaction: Reaction, event: EventRecord): boolean {
  if (event.via === 'import' && reaction.wantsImports !== true) return false
  return reaction.wants(event)
}

/** A new cursor begins now: what happened before anybody followed is nobody's news. */
async function ensureCursor(db: Db, name: string): Promise<void> {
  const now = await readHorizon(db)
  await db
    .insertInto('event_cursor')
    .values({name, xid: now.xid, event_id: now.id})
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

async function readCursor(db: Db, name: string, log: FastifyBaseLogger): Promise<Position> {
  const {xid, event_id: id} = await db
    .selectFrom('event_cursor')
    .select(['xid', 'event_id'])
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  const horizon = await readHorizon(db)
  if (comparePositions({xid, id}, horizon) <= 0) return {xid, id}
  log.warn({xid, horizon: horizon.xid}, 'The dispatcher begins anew: its cursor is from another database')
  await db
    .updateTable('event_cursor')
    .set({xid: horizon.xid, event_id: horizon.id})
    .where('name', '=', name)
    .execute()
  return horizon
}

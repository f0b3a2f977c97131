import {sql} from 'kysely'
import type {FastifyBaseLogger} from 'fastify'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {sessionDays} from './sign-in/session-days.ts'

/** Remembers which keys and sessions are in use, without a request ever waiting for it. */
export interface CredentialUse {
  note(actor: Pick<Actor, 'sessionId' | 'apiKeyId'>): void
  /** Writes what is gathered. */
  flush(): Promise<void>
  close(): Promise<void>
}

const keyIntervalMs = 60_000
const sessionIntervalMs = 3_600_000
const gatherMs = 5_000

/** A key's last use is written at most once a minute, a session's once an hour, which also prolongs it. */
export function createCredentialUse(db: Db, log: FastifyBaseLogger, now = Date.now): CredentialUse {
  const keys = createGatherer(keyIntervalMs, now)
  const sessions = createGatherer(sessionIntervalMs, now)
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    try {
      await writeKeys(db, keys.take(), new Date(now()))
      await writeSessions(db, sessions.take(), new Date(now()))
    } catch (error) {
      log.warn({err: error}, 'Cannot write when keys and sessions were used last')
    }
  }

  return {
    note({apiKeyId, sessionId}) {
      const isNew =
        (apiKeyId !== null && keys.note(apiKeyId)) || (sessionId !== null && sessions.note(sessionId))
      if (isNew) timer ??= setTimeout(() => void flush(), gatherMs).unref()
    },
    flush,
    close: flush,
  }
}

function createGatherer(intervalMs: number, now: () => number) {
  const notedAt = new Map<number, number>()
  const pending = new Set<number>()
  return {
    note(id: number): boolean {
      const at = now()
      if (at - (notedAt.get(id) ?? -Infinity) < intervalMs) return false
      if (notedAt.size >= 50_000) notedAt.clear()
      notedAt.set(id, at)
      pending.add(id)
      return true
    },
    take(): number[] {
      const ids = [...pending]
      pending.clear()
      return ids
    },
  }
}

async function writeKeys(db: Db, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update api_key set last_used_at = ${at}
    where id = any(${ids}) and (last_used_at is null or last_used_at < ${at}::timestamptz - interval '50 s')`.execute(
    db,
  )
}

/** Several processes may serve one session; the first to write in an hour is enough. */
async function writeSessions(db: Db, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update session set last_seen_at = ${at}, expires_at = ${at}::timestamptz + make_interval(days => ${sessionDays})
    where id = any(${ids}) and expires_at > ${at} and last_seen_at < ${at}::timestamptz - interval '55 min'`.execute(
    db,
  )
}

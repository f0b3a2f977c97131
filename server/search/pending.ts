import {setTimeout as rest} from 'node:timers/promises'
import {sql} from 'kysely'
import type {Db, Tx} from '../core/database/database.ts'
import {loadReports} from './similar/load-reports.ts'
import {refreshGrown} from './similar/refresh-statistics.ts'
import {addWritten, writePostings} from './similar/write-postings.ts'
import {writeWords} from './write-words.ts'

export const pendingTask = 'search.pending'

const batchSize = 200
/** Key of the locks that keep two from writing the same issue at once. */
const lockSpace = 715_003

/**
 * Writes what may come after a change: the postings that similar issues are found by, and the vocabulary.
 *
 * @param limit of the changes that are taken, newest first; at most 200 in one transaction
 * @returns how many changes were worked off; 0 when nothing is left, or others are at it
 */
export async function writePending(db: Db, limit: number): Promise<number> {
  const done = await db.transaction().execute(async (tx) => {
    // A crash that loses this commit loses nothing: it is done again.
    await sql`set local synchronous_commit = off`.execute(tx)
    const changes = await takeChanges(tx, Math.min(limit, batchSize))
    const issueIds = [...new Set(changes)].toSorted((a, b) => a - b)
    if (issueIds.length === 0) return {changes: 0, projectIds: []}
    await lockIssues(tx, issueIds)
    const reports = await loadReports(tx, issueIds)
    await writePostings(tx, reports)
    // Last, because everybody uses the same words: others wait for these rows until the commit.
    await writeWords(tx, reports)
    await addWritten(tx, reports)
    return {changes: changes.length, projectIds: [...new Set(reports.map(({projectId}) => projectId))]}
  })
  await refreshGrown(db, done.projectIds)
  return done.changes
}

/** For how long it rests after the time it has worked: who writes meanwhile comes first. */
const restWhenQuiet = 1
const restWhenBusy = 20
const maxRestMs = 10_000

/** Works everything off: after an import there is a lot. */
export async function writeAllPending(db: Db, signal?: AbortSignal): Promise<void> {
  let newest = await newestChange(db)
  while (!isStopped(signal)) {
    const started = performance.now()
    if ((await writePending(db, batchSize)) === 0) return
    const worked = performance.now() - started
    const latest = await newestChange(db)
    const ms = Math.min(maxRestMs, worked * (latest > newest ? restWhenBusy : restWhenQuiet))
    // A server that stops does not wait for the end of it.
    await rest(ms, undefined, signal === undefined ? {} : {signal}).catch(() => undefined)
    newest = latest
  }
}

function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

/** Which number the last change was given, whether it is worked off or not. */
async function newestChange(db: Db): Promise<number> {
  const {rows} = await sql<{last: number}>`
    select coalesce(pg_sequence_last_value(pg_get_serial_sequence('search_pending', 'id')::regclass), 0) last`.execute(
    db,
  )
  return rows[0]?.last ?? 0
}

/** Each change is a row of its own: one that is not committed yet stays for later. */
async function takeChanges(tx: Tx, limit: number): Promise<number[]> {
  const {rows} = await sql<{issueId: number}>`
    delete from search_pending where id = any(array(
      select id from search_pending order by id desc limit ${limit} for update skip locked))
    returning issue_id "issueId"`.execute(tx)
  return rows.map(({issueId}) => issueId)
}

async function lockIssues(tx: Tx, issueIds: readonly number[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockSpace}, id) from unnest(${issueIds}::integer[]) id`.execute(tx)
}

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

/** How long it rests for the time it works: people who write meanwhile come first. */
const restingTime = 4

/** Works everything off, and mostly rests: after an import there is a lot. */
export async function writeAllPending(db: Db, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const started = performance.now()
    if ((await writePending(db, batchSize)) === 0 || signal?.aborted === true) return
    await rest(restingTime * (performance.now() - started))
  }
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

import type pg from 'pg'
import {openDatabase, type Db} from '../server/core/database/database.ts'
import {indexIssues} from '../server/search/index-issues.ts'
import {writePending} from '../server/search/pending.ts'
import {refreshAll} from '../server/search/similar/refresh-statistics.ts'

const batchSize = 500
const pendingBatchSize = 200
/** PostgreSQL writes one batch while the next is taken apart here. */
const lanes = 2

/**
 * Writes what searches read, for issues that came by COPY: the words of every issue and, if asked for, what similar
 * issues are found by; by the code of the server, as after an import.
 */
export async function indexSeeded(pool: pg.Pool, {withSimilar}: {withSimilar: boolean}): Promise<void> {
  const db = openDatabase(pool)
  const restoreIndexes = await dropIndexes(pool, 'issue_search')
  await indexAll(db, await lastIssue(pool))
  await restoreIndexes()
  if (withSimilar) await writeAllPending(db)
  // Else the server would write it while something else is measured.
  else await pool.query('truncate search_pending')
}

async function indexAll(db: Db, last: number): Promise<void> {
  const starts = Array.from({length: Math.ceil(last / batchSize)}, (_, n) => 1 + n * batchSize).values()
  await Promise.all(
    Array.from({length: lanes}, async () => {
      for (const start of starts) await indexIssues(db, idsFrom(start, last))
    }),
  )
}

async function writeAllPending(db: Db): Promise<void> {
  while ((await writePending(db, pendingBatchSize)) > 0);
  await refreshAll(db)
}

function idsFrom(start: number, last: number): number[] {
  return Array.from({length: Math.min(batchSize, last - start + 1)}, (_, n) => start + n)
}

async function lastIssue(pool: pg.Pool): Promise<number> {
  const {rows} = await pool.query<{last: number}>('select coalesce(max(id), 0) last from issue')
  return rows[0]?.last ?? 0
}

/** An index that is made of a whole table at once takes a fraction of the time. */
async function dropIndexes(pool: pg.Pool, table: string): Promise<() => Promise<void>> {
  const {rows} = await pool.query<{name: string; definition: string}>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = $1::regclass and not i.indisunique`,
    [table],
  )
  for (const {name} of rows) await pool.query(`drop index ${name}`)
  return async () => {
    const client = await pool.connect()
    try {
      await client.query(`set maintenance_work_mem = '512MB'`)
      for (const {definition} of rows) await client.query(definition)
      await client.query('reset maintenance_work_mem')
    } finally {
      client.release()
    }
  }
}

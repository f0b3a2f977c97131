import {sql} from 'kysely'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import {transact} from '../../core/transact.ts'
import type {GroupContext} from '../change/change-locked.ts'
import {actOnIssue} from './act-on-issue.ts'
import {loadUndoing} from './load-undoing.ts'
import {loadTargets, type Target} from './load-targets.ts'
import type {BulkAct} from './schemas.ts'
import {undoOnIssue} from './undo-on-issue.ts'

const chunkSize = 50

/** @returns true when nothing is left to do here: it is through, cancelled, or in other hands */
export function changeChunk(ctx: Context, id: number): Promise<boolean> {
  return transact(ctx, async ({tx}) => {
    const bulk = await claimChunk(tx, id)
    if (bulk === undefined) return true
    const groupCtx: GroupContext = {...ctx, groupId: id}
    const change = await makeChange(tx, groupCtx, bulk)
    let changed = 0
    const failures: Failure[] = []
    for (const target of await loadTargets(tx, ctx.actor, bulk.ids)) {
      const outcome = await attempt(tx, ctx, target, change)
      if (outcome.isChanged) changed++
      if (outcome.failure !== null) failures.push({key: target.key, reason: outcome.failure})
    }
    return noteProgress(tx, ctx, bulk, changed, failures)
  })
}

/** What became of one issue. */
export interface Outcome {
  readonly isChanged: boolean
  /** Why not all of it could be done. */
  readonly failure: string | null
}

interface Failure {
  readonly key: string
  readonly reason: string
}

interface Chunk {
  id: number
  act: BulkAct
  undoOf: number | null
  done: number
  total: number
  ids: number[]
}

/** The lock keeps a second worker away, also one that was taken for dead. */
async function claimChunk(tx: Tx, id: number): Promise<Chunk | undefined> {
  const {rows} = await sql<Chunk>`
    select id, change act, undo_of "undoOf", done, cardinality(issue_ids) total,
      issue_ids[done + 1 : done + ${chunkSize}] ids
    from bulk_change where id = ${id} and state in ('waiting', 'running')
    for update skip locked`.execute(tx)
  return rows[0]
}

type ChangeTarget = (target: Target) => Promise<Outcome>

async function makeChange(tx: Tx, ctx: GroupContext, {act, undoOf, ids}: Chunk): Promise<ChangeTarget> {
  if (undoOf === null) return (target) => actOnIssue(tx, ctx, target, act)
  const undoing = await loadUndoing(tx, undoOf, ids)
  return (target) => undoOnIssue(tx, ctx, target, undoing.get(target.id) ?? [])
}

/** One that cannot be changed leaves no trace and does not hold up the others. */
async function attempt(tx: Tx, ctx: Context, target: Target, change: ChangeTarget): Promise<Outcome> {
  await sql`savepoint one_issue`.execute(tx)
  try {
    const outcome = await change(target)
    await sql`release savepoint one_issue`.execute(tx)
    return outcome
  } catch (error) {
    if (isWorthRetrying(error)) throw error
    await sql`rollback to savepoint one_issue`.execute(tx)
    if (error instanceof AppError) return {isChanged: false, failure: error.message}
    ctx.log.error({err: error, issue: target.key}, 'Unexpected failure in a bulk change')
    return {isChanged: false, failure: `The fault was logged as ${ctx.requestId}`}
  }
}

/** The whole chunk is tried again: SQLSTATE class 40, transaction rollback. */
function isWorthRetrying(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('40')
  )
}

async function noteProgress(
  tx: Tx,
  ctx: Context,
  {id, done, total, ids}: Chunk,
  changed: number,
  failures: readonly Failure[],
): Promise<boolean> {
  const isThrough = done + ids.length >= total
  await sql`
    update bulk_change set done = done + ${ids.length}, changed = changed + ${changed},
      failures = failures || ${JSON.stringify(failures)}::jsonb, state = ${isThrough ? 'done' : 'running'},
      progressed_at = ${ctx.now()}, finished_at = ${isThrough ? ctx.now() : null}
    where id = ${id}`.execute(tx)
  return isThrough
}

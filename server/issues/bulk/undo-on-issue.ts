import type {Tx} from '../../core/database/database.ts'
import {AppError, notFound} from '../../core/errors.ts'
import type {Changes} from '../../core/events/event.ts'
import {deleteLocked} from '../bin/delete-issue.ts'
import {findBinnedForUpdate, restoreLocked} from '../bin/restore-issue.ts'
import {changeLocked, type GroupContext} from '../change/change-locked.ts'
import {asWritable, type IssueRecord} from '../queries.ts'
import type {Outcome} from './change-chunk.ts'
import type {Target} from './load-targets.ts'
import type {Done} from './load-undoing.ts'
import {planRevert} from './plan-revert.ts'

/** Takes back what a bulk change did to one issue, as far as nobody has changed it since. */
export async function undoOnIssue(
  tx: Tx,
  ctx: GroupContext,
  target: Target,
  done: readonly Done[],
): Promise<Outcome> {
  const outcomes: Outcome[] = []
  for (const act of done) outcomes.push(await undoOne(tx, ctx, target, act))
  return {
    isChanged: outcomes.some(({isChanged}) => isChanged),
    failure: outcomes.find(({failure}) => failure !== null)?.failure ?? null,
  }
}

async function undoOne(tx: Tx, ctx: GroupContext, target: Target, act: Done): Promise<Outcome> {
  if (act.kind === 'issue.changed') return revert(tx, ctx, getIssue(target), act.changes)
  if (act.kind === 'issue.deleted') return takeOut(tx, ctx, target)
  await deleteLocked(tx, ctx, getIssue(target))
  return {isChanged: true, failure: null}
}

function getIssue({key, issue}: Target): IssueRecord {
  if (issue === undefined) throw notFound(`issue: ${key}`)
  return asWritable(issue)
}

async function revert(tx: Tx, ctx: GroupContext, issue: IssueRecord, changes: Changes): Promise<Outcome> {
  const {change, changedSince} = await planRevert(tx, issue, changes)
  const failure = changedSince.length === 0 ? null : `Changed since: ${changedSince.join(', ')}`
  if (Object.keys(change).length === 0) return {isChanged: false, failure}
  const reverted = await changeLocked(tx, ctx, issue, change)
  return {isChanged: reverted.version !== issue.version, failure}
}

async function takeOut(tx: Tx, ctx: GroupContext, {id, key}: Target): Promise<Outcome> {
  const issue = await findBinnedForUpdate(tx, id)
  if (issue?.deleted_at == null) throw new AppError('conflict', `Changed since: ${key} is not in the bin`)
  await restoreLocked(tx, ctx, issue)
  return {isChanged: true, failure: null}
}

import type {Tx} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import {deleteLocked} from '../bin/delete-issue.ts'
import {changeLocked, type GroupContext} from '../change/change-locked.ts'
import {asWritable, type IssueRecord} from '../queries.ts'
import type {ChangeIssue} from '../schemas.ts'
import type {Outcome} from './change-chunk.ts'
import type {Target} from './load-targets.ts'
import type {BulkAct} from './schemas.ts'

/** Does to one issue, which is locked, what a bulk change does to all. */
export async function actOnIssue(
  tx: Tx,
  ctx: GroupContext,
  {key, issue: found}: Target,
  act: BulkAct,
): Promise<Outcome> {
  if (found === undefined) throw notFound(`issue: ${key}`)
  const issue = asWritable(found)
  if (act.delete) {
    await deleteLocked(tx, ctx, issue)
    return {isChanged: true, failure: null}
  }
  const changed = await changeLocked(tx, ctx, issue, {...act.change, ...labelsAfter(issue, act)})
  return {isChanged: changed.version !== issue.version, failure: null}
}

function labelsAfter(
  issue: IssueRecord,
  {change, addLabels, removeLabels}: BulkAct,
): Pick<ChangeIssue, 'labels'> {
  if (addLabels.length === 0 && removeLabels.length === 0) return {}
  const removed = new Set(removeLabels.map((name) => name.toLowerCase()))
  const labels = [...(change.labels ?? issue.labels), ...addLabels]
  return {labels: labels.filter((name) => !removed.has(name.toLowerCase()))}
}

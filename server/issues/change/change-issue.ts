import type {Context} from '../../core/context.ts'
import {transact} from '../../core/transact.ts'
import {viewIssue} from '../issue-view.ts'
import {getIssueForUpdate} from '../queries.ts'
import type {ChangeIssue, IssueView} from '../schemas.ts'
import {assertFresh} from './assert-fresh.ts'
import {changeLocked} from './change-locked.ts'

export interface ChangeIssueInput {
  readonly key: string
  readonly change: ChangeIssue
  /** The version the caller builds upon; null to change whatever is there. */
  readonly ifMatch: number | null
}

/**
 * Sets fields of an issue and gives it as it is then, also to who made it private and no longer sees it.
 * Asking for what is there already changes nothing and tells nobody.
 */
export function changeIssue(ctx: Context, {key, change, ifMatch}: ChangeIssueInput): Promise<IssueView> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    await assertFresh(tx, ctx, issue, ifMatch)
    return viewIssue(tx, ctx.actor, await changeLocked(tx, ctx, issue, change))
  })
}

import {sql} from 'kysely'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {invalid} from '../../core/errors.ts'
import {transact} from '../../core/transact.ts'
import {assertFresh} from '../change/assert-fresh.ts'
import {changeLocked} from '../change/change-locked.ts'
import type {TextField} from '../change/history-fields.ts'
import {viewIssue} from '../issue-view.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate} from '../queries.ts'
import type {IssueView} from '../schemas.ts'

export interface RestoreText {
  readonly key: string
  readonly field: TextField
  readonly eventId: number
  readonly side: 'from' | 'to'
  readonly ifMatch: number | null
}

/** Makes a former text of an issue the present one: a change like any other, so that nothing is lost. */
export function restoreText(
  ctx: Context,
  {key, field, eventId, side, ifMatch}: RestoreText,
): Promise<IssueView> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayOnIssue(ctx.actor, 'issue.changeText', issue)
    await assertFresh(tx, ctx, issue, ifMatch)
    const text = await findText(tx, issue.id, field, eventId, side)
    if (text === undefined)
      throw invalid('/eventId', `Event ${eventId} did not change the ${field} of ${key}`)
    return viewIssue(tx, ctx.actor, await changeLocked(tx, ctx, issue, {[field]: text}))
  })
}

async function findText(
  tx: Tx,
  issueId: number,
  field: TextField,
  eventId: number,
  side: RestoreText['side'],
): Promise<string | undefined> {
  const {rows} = await sql<{text: string | null}>`
    select payload->'changes'->${field}->>${side} text from event
    where id = ${eventId} and issue_id = ${issueId} and kind = 'issue.changed'`.execute(tx)
  return rows[0]?.text ?? undefined
}

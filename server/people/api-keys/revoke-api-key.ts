import type {Context} from '../../core/context.ts'
import {notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {may} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {assertMayChangeCredentials, getOwnId} from '../own-account.ts'

/**
 * Ends a key at once: one's own, or as an administrator anybody's. A key may always end itself.
 *
 * @throws AppError `notFound` also for keys of others
 */
export function revokeApiKey(ctx: Context, id: number): Promise<null> {
  if (ctx.actor.apiKeyId !== id) assertMayChangeCredentials(ctx)
  return transact(ctx, async ({tx, afterCommit}) => {
    const key = await tx
      .updateTable('api_key')
      .set({revoked_at: ctx.now()})
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .$if(!may(ctx.actor, 'people.manage', null), (query) => query.where('person_id', '=', getOwnId(ctx)))
      .returning(['person_id', 'name', 'scope'])
      .executeTakeFirst()
    if (key === undefined) throw notFound('key')
    await recordEvent(tx, ctx, {
      kind: 'apiKey.revoked',
      apiKeyId: id,
      personId: key.person_id,
      name: key.name,
      scope: key.scope,
    })
    afterCommit(() => ctx.services.signals.rightsChanged())
    return null
  })
}

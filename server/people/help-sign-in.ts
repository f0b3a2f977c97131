import {z} from 'zod'
import type {Context} from '../core/context.ts'
import {AppError, notFound} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {timeSchema} from '../issues/schemas.ts'
import {getAccountForUpdate} from './queries.ts'
import {dropTotp} from './second-step/remove-totp.ts'
import {inMinutes, issueToken} from './sign-in/one-time-tokens.ts'
import {publicUrl} from './sign-in/public-url.ts'

const resetLinkMinutes = 24 * 60

export const resetLinkSchema = z
  .object({url: z.string(), token: z.string(), expiresAt: timeSchema})
  .meta({id: 'ResetLink', description: 'Shown this once'})
export type ResetLink = z.infer<typeof resetLinkSchema>

/** A link to set a new password, for an administrator to hand over where no mail is sent. It holds a day. */
export function makeResetLink(ctx: Context, personId: number): Promise<ResetLink> {
  return transact(ctx, async ({tx}) => {
    assertMay(ctx.actor, 'people.manage', null)
    const account = await getAccountForUpdate(tx, personId)
    if (account.disabled_at !== null)
      throw new AppError('conflict', 'Cannot make a link: the account is disabled')
    const purpose = 'passwordReset'
    const token = await issueToken(tx, ctx, {purpose, personId, minutes: resetLinkMinutes})
    await recordEvent(tx, ctx, {kind: 'account.linkSent', personId, purpose})
    return {
      token,
      url: `${publicUrl(ctx.services.config)}/reset-password#token=${token}`,
      expiresAt: inMinutes(ctx, resetLinkMinutes).toISOString(),
    }
  })
}

/** For somebody who lost both their authenticator app and their recovery codes. */
export function removeSecondStep(ctx: Context, personId: number): Promise<null> {
  return transact(ctx, async ({tx}) => {
    assertMay(ctx.actor, 'people.manage', null)
    const account = await getAccountForUpdate(tx, personId)
    if (account.totp_confirmed_at === null) throw notFound('second step')
    await dropTotp(tx, ctx, account)
    return null
  })
}

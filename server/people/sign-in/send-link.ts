import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {AppError} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import type {Mail} from '../../core/mail/mailer.ts'
import {transact} from '../../core/transact.ts'
import {findAccountByEmail} from '../queries.ts'
import {typedEmailSchema} from '../schemas.ts'
import {issueToken} from './one-time-tokens.ts'
import {publicUrl} from './public-url.ts'

export const linkMinutes = 15

export const askForLinkSchema = z.object({email: typedEmailSchema}).strict().meta({id: 'AskForLink'})
export type AskForLink = z.output<typeof askForLinkSchema>

export type LinkPurpose = 'magicLink' | 'passwordReset'

/** What is queued: neither the secret nor whether somebody has this address is in it. */
export const linkJobSchema = z.object({
  purpose: z.enum(['magicLink', 'passwordReset']),
  email: z.string(),
  askedAt: z.iso.datetime(),
})
export type LinkJob = z.output<typeof linkJobSchema>

/**
 * Queues a mail with a link that signs in, or sets a new password. Says and costs the same whether or not
 * somebody has this address.
 *
 * @throws AppError `unavailable` while no mail server is set
 */
export async function askForLink(ctx: Context, {email}: AskForLink, purpose: LinkPurpose): Promise<null> {
  const {mailer, jobs, signIn} = ctx.services
  if (!mailer.isConfigured)
    throw new AppError(
      'unavailable',
      'Cannot send a link: no mail server is set. An administrator can make a link for you',
    )
  signIn.admitMail(ctx.address, email)
  return transact(ctx, async ({tx}) => {
    const job: LinkJob = {purpose, email, askedAt: ctx.now().toISOString()}
    await jobs.add(tx, 'mail.send', job)
    return null
  })
}

/**
 * The job. The token is made only now, so that it lies nowhere but in the mail; a job that waited until
 * the link would be of no more use sends nothing.
 */
export async function sendLink(ctx: Context, payload: unknown): Promise<void> {
  const {purpose, email, askedAt} = linkJobSchema.parse(payload)
  if (ctx.now().getTime() - Date.parse(askedAt) > linkMinutes * 60_000) return
  const account = await findAccountByEmail(ctx.db, email)
  if (account === undefined || account.disabled_at !== null) return
  const token = await transact(ctx, async ({tx}) => {
    await recordEvent(tx, ctx, {kind: 'account.linkSent', personId: account.person_id, purpose})
    return issueToken(tx, ctx, {purpose, personId: account.person_id, minutes: linkMinutes})
  })
  const link = `${publicUrl(ctx.services.config)}${paths[purpose]}#token=${token}`
  await ctx.services.mailer.send({to: account.email, ...letters[purpose](link)})
}

/** Pages of the browser app. The token stands behind #, so that no server or proxy logs it. */
const paths: Record<LinkPurpose, string> = {magicLink: '/sign-in/link', passwordReset: '/reset-password'}

const letters: Record<LinkPurpose, (link: string) => Omit<Mail, 'to'>> = {
  magicLink: (link) => ({
    subject: 'Your link to sign in to Fettle',
    text: `Follow this link to sign in:\n\n${link}\n\n${footer}`,
  }),
  passwordReset: (link) => ({
    subject: 'Set a new password for Fettle',
    text: `Follow this link to set a new password:\n\n${link}\n\n${footer}`,
  }),
}

const footer = `It works once, for ${linkMinutes} minutes. If you did not ask for it, you need not do anything.\n`

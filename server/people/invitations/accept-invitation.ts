import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Db, Tx} from '../../core/database/database.ts'
import {AppError, invalid, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {hashToken} from '../../core/http/authenticate.ts'
import {loadActorOf} from '../../core/load-actor.ts'
import {isAtLeast} from '../../core/roles.ts'
import {transact} from '../../core/transact.ts'
import {createAccount} from '../create-account.ts'
import {emailSchema, passwordSchema, personNameSchema, tokenSchema} from '../schemas.ts'
import {openSession} from '../sign-in/open-session.ts'
import {hashPassword} from '../sign-in/password-hash.ts'
import {assertGoodPassword} from '../sign-in/password-rules.ts'
import {assertMayInvite} from './invite.ts'
import {
  openInvitations,
  viewInvitation,
  type InvitationRecord,
  type InvitationView,
} from './invitation-record.ts'

export const acceptInvitationSchema = z
  .object({
    token: tokenSchema,
    name: personNameSchema,
    email: emailSchema.optional().meta({description: 'Needed when the invitation names none'}),
    password: passwordSchema,
  })
  .strict()
  .meta({id: 'AcceptInvitation'})
export type AcceptInvitation = z.output<typeof acceptInvitationSchema>

/** What a link offers. @throws AppError `notFound` for one that does not hold */
export async function showInvitation(ctx: Context, token: string): Promise<InvitationView> {
  ctx.services.signIn.admit(ctx.address)
  return viewInvitation(await getInvitation(ctx.db, ctx, token))
}

/**
 * Makes the account and its role, and signs in. Somebody who is known by the mail address that the
 * invitation names, such as an imported author, becomes the owner of what they wrote; through a link
 * that names nobody, no one can take over a known name.
 *
 * @throws AppError `conflict` when the mail address has an account, or belongs to somebody already
 */
export async function acceptInvitation(
  ctx: Context,
  input: AcceptInvitation & {userAgent: string | null},
): Promise<string> {
  ctx.services.signIn.admit(ctx.address)
  const email = emailFor(await getInvitation(ctx.db, ctx, input.token), input.email)
  assertGoodPassword(input.password, email, '/password')
  const passwordHash = await hashPassword(input.password)
  return transact(ctx, async (work) => {
    const {tx} = work
    const invitation = await getInvitation(tx, ctx, input.token, true)
    await assertInviterStillMay(tx, invitation)
    const personId = await createAccount(work, ctx, {
      name: input.name,
      email,
      kind: invitation.kind,
      isAdmin: invitation.is_admin,
      passwordHash,
      companyId: invitation.kind === 'contact' ? await findCompany(tx, invitation.email) : null,
      adopts: invitation.email !== null,
    })
    await giveRole(tx, ctx, invitation, personId)
    await tx
      .updateTable('invitation')
      .set({accepted_at: ctx.now(), accepted_by: personId})
      .where('id', '=', invitation.id)
      .execute()
    await recordEvent(
      tx,
      ctx,
      {
        kind: 'invitation.accepted',
        invitationId: invitation.id,
        role: invitation.role,
        isAdmin: invitation.is_admin,
      },
      {projectId: invitation.project_id},
    )
    return openSession(work, ctx, {personId, method: 'invitation', userAgent: input.userAgent})
  })
}

async function getInvitation(
  db: Db,
  ctx: Context,
  token: string,
  forUpdate = false,
): Promise<InvitationRecord> {
  const invitation = await openInvitations(db, ctx.now())
    .where('invitation.token_hash', '=', hashToken(token))
    .$if(forUpdate, (query) => query.forUpdate('invitation'))
    .executeTakeFirst()
  if (invitation === undefined) throw deadInvitation()
  return invitation
}

/** What an inviter may no longer give, their links no longer give either. */
async function assertInviterStillMay(tx: Tx, invitation: InvitationRecord): Promise<void> {
  const {invited_by: inviterId, is_admin: isAdmin, role, project_id: projectId} = invitation
  if (inviterId === null) return
  try {
    assertMayInvite(await loadActorOf(tx, inviterId), {isAdmin, role}, projectId)
  } catch (error) {
    throw error instanceof AppError ? deadInvitation() : error
  }
}

function deadInvitation(): AppError {
  return notFound('invitation: it was used, revoked or is too old')
}

function emailFor(invitation: InvitationRecord, given: string | undefined): string {
  if (invitation.email === null) {
    if (given === undefined) throw invalid('/email', 'A mail address is needed')
    return given
  }
  if (given !== undefined && given.toLowerCase() !== invitation.email.toLowerCase())
    throw new AppError('forbidden', 'This invitation is for another mail address', {pointer: '/email'})
  return invitation.email
}

/** The customer whose mail domain this is. Only for an address that the inviter named: anybody can type one. */
async function findCompany(tx: Tx, email: string | null): Promise<number | null> {
  const domain = email?.split('@').at(-1)
  if (domain === undefined) return null
  const company = await tx
    .selectFrom('company')
    .select('id')
    .where(sql<boolean>`${domain}::citext = any(domains)`)
    .orderBy('id')
    .executeTakeFirst()
  return company?.id ?? null
}

/** An imported author may have a role already: the higher one stays. */
async function giveRole(tx: Tx, ctx: Context, invitation: InvitationRecord, personId: number): Promise<void> {
  const {project_id: projectId, role} = invitation
  if (projectId === null || role === null) return
  const present = await tx
    .selectFrom('project_member')
    .select('role')
    .where('project_id', '=', projectId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (present !== undefined && isAtLeast(present.role, role)) return
  await tx
    .insertInto('project_member')
    .values({project_id: projectId, person_id: personId, role, since: ctx.now()})
    .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet({role}))
    .execute()
  await recordEvent(tx, ctx, {kind: 'member.added', personId, role}, {projectId})
}

import {z} from 'zod'
import {standingIn, type Actor} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {AppError, invalid} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {hashToken} from '../../core/http/authenticate.ts'
import {assertMay, may} from '../../core/rights.ts'
import {isAtLeast, roles} from '../../core/roles.ts'
import {transact} from '../../core/transact.ts'
import {emailSchema} from '../schemas.ts'
import {inMinutes, newToken} from '../sign-in/one-time-tokens.ts'
import {publicUrl} from '../sign-in/public-url.ts'
import {invitationSchema, openInvitations, viewInvitation} from './invitation-record.ts'

const invitationMinutes = 7 * 24 * 60

export const inviteSchema = z
  .object({
    email: emailSchema
      .nullable()
      .default(null)
      .meta({description: 'Who may accept; null: whoever has the link'}),
    kind: z.enum(['human', 'contact']).default('human').meta({description: 'contact: of a customer'}),
    isAdmin: z.boolean().default(false),
    project: z.string().max(20).nullable().default(null).meta({description: 'Key of a project'}),
    role: z.enum(roles).nullable().default(null).meta({description: 'In that project'}),
  })
  .strict()
  .refine(({project, role}) => (project === null) === (role === null), {
    message: 'A role is one in a project',
    path: ['role'],
  })
  .refine(({kind, isAdmin}) => kind === 'human' || !isAdmin, {
    message: 'A contact is no administrator',
    path: ['isAdmin'],
  })
  .meta({id: 'Invite'})
export type Invite = z.output<typeof inviteSchema>

export const invitedSchema = invitationSchema
  .extend({
    token: z.string().meta({description: 'Shown this once'}),
    url: z.string().meta({description: 'The link to hand over'}),
  })
  .meta({id: 'Invited'})
export type Invited = z.infer<typeof invitedSchema>

/**
 * Makes a link that gives an account, for one person and seven days. A maintainer invites into their
 * project, with at most the role they have; an administrator anybody to anything.
 */
export function invite(ctx: Context, input: Invite): Promise<Invited> {
  return transact(ctx, async ({tx}) => {
    const projectId = input.project === null ? null : getProjectId(ctx, input.project)
    assertMayInvite(ctx.actor, input, projectId)
    if (input.email !== null) await assertHasNoAccount(ctx, input.email)
    const token = newToken()
    const {id} = await tx
      .insertInto('invitation')
      .values({
        token_hash: hashToken(token),
        email: input.email,
        kind: input.kind,
        is_admin: input.isAdmin,
        project_id: projectId,
        role: input.role,
        invited_by: ctx.actor.personId,
        created_at: ctx.now(),
        expires_at: inMinutes(ctx, invitationMinutes),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'invitation.created', invitationId: id, role: input.role, isAdmin: input.isAdmin},
      {projectId},
    )
    const row = await openInvitations(tx, ctx.now()).where('invitation.id', '=', id).executeTakeFirstOrThrow()
    const url = `${publicUrl(ctx.services.config)}/invitation#token=${token}`
    return {...viewInvitation(row), token, url}
  })
}

function getProjectId(ctx: Context, key: string): number {
  const id = ctx.actor.projectIds.get(key.toUpperCase())
  if (id === undefined) throw invalid('/project', `No such project: ${key}`)
  return id
}

/** @throws AppError `forbidden` */
export function assertMayInvite(
  actor: Actor,
  {isAdmin, role}: Pick<Invite, 'isAdmin' | 'role'>,
  projectId: number | null,
): void {
  if (may(actor, 'people.manage', null)) return
  if (isAdmin || projectId === null) assertMay(actor, 'people.manage', null)
  assertMay(actor, 'project.members', projectId)
  if (role !== null && !isAtLeast(standingIn(actor, projectId ?? 0), role))
    throw new AppError('forbidden', `Cannot invite as ${role}: that is more than you are in this project`)
}

async function assertHasNoAccount({db}: Context, email: string): Promise<void> {
  const known = await db
    .selectFrom('account')
    .select('person_id')
    .where('email', '=', email)
    .executeTakeFirst()
  if (known !== undefined)
    throw new AppError('conflict', `${email} has an account already: give them a role in the project`, {
      pointer: '/email',
    })
}

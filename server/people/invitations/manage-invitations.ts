import {z} from 'zod'
import {projectsWhere} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import type {Db} from '../../core/database/database.ts'
import {AppError, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {decodeCursor, type pageQuery} from '../../core/http/cursor.ts'
import {may} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {pageFrom} from '../page.ts'
import {openInvitations, viewInvitation} from './invitation-record.ts'

const placeSchema = z.tuple([z.int()])

/** Invitations that still hold, newest first: an administrator's are all, a maintainer's those into their projects. */
export async function listInvitations(ctx: Context, {cursor, limit}: z.output<typeof pageQuery>) {
  const mine = projectsWhere(ctx.actor, 'maintainer')
  if (mine.length === 0 && !may(ctx.actor, 'people.manage', null))
    throw new AppError('forbidden', 'You may not invite people: it takes the role maintainer in a project')
  const place = cursor === undefined ? undefined : decodeCursor(cursor, placeSchema)
  const rows = await manageable(ctx.db, ctx)
    .$if(place !== undefined, (query) => query.where('invitation.id', '<', place?.[0] ?? 0))
    .orderBy('invitation.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageFrom(rows, limit, viewInvitation, ({id}) => [id])
}

/** @throws AppError `notFound` also for one that was accepted, has expired, or is not the caller's to end */
export function revokeInvitation(ctx: Context, id: number): Promise<null> {
  return transact(ctx, async ({tx}) => {
    const invitation = await manageable(tx, ctx)
      .where('invitation.id', '=', id)
      .forUpdate('invitation')
      .executeTakeFirst()
    if (invitation === undefined) throw notFound('invitation')
    await tx.updateTable('invitation').set({revoked_at: ctx.now()}).where('id', '=', id).execute()
    await recordEvent(
      tx,
      ctx,
      {
        kind: 'invitation.revoked',
        invitationId: id,
        role: invitation.role,
        isAdmin: invitation.is_admin,
      },
      {projectId: invitation.project_id},
    )
    return null
  })
}

function manageable(db: Db, ctx: Context) {
  const open = openInvitations(db, ctx.now())
  if (may(ctx.actor, 'people.manage', null)) return open
  const mine = projectsWhere(ctx.actor, 'maintainer')
  return open
    .where('invitation.is_admin', '=', false)
    .where('invitation.project_id', 'in', mine.length === 0 ? [0] : mine)
}

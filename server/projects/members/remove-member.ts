import type {Context} from '../../core/context.ts'
import {AppError, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {assertMay} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {getProjectForUpdate} from '../queries.ts'
import {assertKeepsMaintainer} from './assert-keeps-maintainer.ts'
import {findMember} from './queries.ts'

/**
 * Takes the role that somebody was given in this project; one from a project above it stays.
 *
 * @throws AppError `notFound` for who has no role here, `conflict` for who only inherits one
 */
export function removeMember(ctx: Context, key: string, personId: number): Promise<void> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const project = await getProjectForUpdate(tx, ctx.actor, key)
    assertMay(ctx.actor, 'project.members', project.id)
    const member = await findMember(tx, project.id, personId)
    if (member === undefined) throw notFound(`member: ${personId}`)
    if (member.ownRole === null)
      throw new AppError(
        'conflict',
        `Cannot remove ${member.name} from ${project.key}: the role comes from a project above it`,
      )
    await assertKeepsMaintainer(tx, ctx, project, member)

    await tx
      .deleteFrom('project_member')
      .where('project_id', '=', project.id)
      .where('person_id', '=', personId)
      .execute()
    await recordEvent(
      tx,
      ctx,
      {kind: 'member.removed', personId, role: member.ownRole},
      {projectId: project.id},
    )
    afterCommit(() => ctx.services.signals.rightsChanged())
  })
}

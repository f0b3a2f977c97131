import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {invalid, notFound} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {assertMay} from '../../core/rights.ts'
import {isAtLeast, type Role} from '../../core/roles.ts'
import {transact} from '../../core/transact.ts'
import {getProjectForUpdate} from '../queries.ts'
import {assertKeepsMaintainer} from './assert-keeps-maintainer.ts'
import {findMember, viewMember} from './queries.ts'
import type {MemberView} from './schemas.ts'

/** Gives somebody a role in a project, or another one. Giving the role they have changes nothing. */
export function setMember(ctx: Context, key: string, personId: number, role: Role): Promise<MemberView> {
  return transact(ctx, async ({tx, afterCommit}) => {
    const project = await getProjectForUpdate(tx, ctx.actor, key)
    assertMay(ctx.actor, 'project.members', project.id)
    await assertMayHold(tx, personId, role)

    const before = await findMember(tx, project.id, personId)
    if (before?.ownRole === role) return viewMember(ctx.actor, before)
    if (before !== undefined) await assertKeepsMaintainer(tx, ctx, project, before)
    await tx
      .insertInto('project_member')
      .values({project_id: project.id, person_id: personId, role, since: ctx.now()})
      .onConflict((conflict) => conflict.columns(['project_id', 'person_id']).doUpdateSet({role}))
      .execute()
    await recordEvent(
      tx,
      ctx,
      before === undefined || before.ownRole === null
        ? {kind: 'member.added', personId, role}
        : {kind: 'member.changed', personId, changes: {role: {from: before.ownRole, to: role}}},
      {projectId: project.id},
    )
    afterCommit(() => ctx.services.signals.rightsChanged())
    const after = await findMember(tx, project.id, personId)
    if (after === undefined) throw new Error(`Member ${personId} vanished while the role was given`)
    return viewMember(ctx.actor, after)
  })
}

/** A customer's contact reports and reads, but is never of the team. */
async function assertMayHold(tx: Tx, personId: number, role: Role): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select(['name', 'kind'])
    .where('id', '=', personId)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (person === undefined) throw notFound(`person: ${personId}`)
  if (person.kind === 'contact' && !isAtLeast('reporter', role))
    throw invalid('/role', `Cannot make ${person.name} a ${role}: a contact is at most a reporter`)
}

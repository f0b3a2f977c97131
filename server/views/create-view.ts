import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError, invalid} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {rightToShare} from './permissions.ts'
import {presentOne} from './present-views.ts'
import {getView, nextPosition} from './queries.ts'
import {readViewQuery} from './read-query.ts'
import type {CreateView, View} from './schemas.ts'

/** Saves a view: one's own, or shared with everybody who sees the project. */
export function createView(ctx: Context, input: CreateView): Promise<View> {
  return transact(ctx, async ({tx}) => {
    const ownerId = ctx.actor.personId
    if (ownerId === null) throw new AppError('unauthenticated', 'Sign in to save views')
    const {name, query = '', project = null, isShared = false, layout = {}} = input
    const projectId = await openPlace(tx, ctx, project, isShared)
    const refs = await readViewQuery(tx, ctx, query)

    const now = ctx.now()
    const {id} = await tx
      .insertInto('view')
      .values({
        name,
        owner_id: ownerId,
        project_id: projectId,
        is_shared: isShared,
        query,
        refs: JSON.stringify(refs),
        layout: JSON.stringify(layout),
        position: await nextPosition(tx, {isShared, ownerId, projectId}),
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'view.created', viewId: id, name, personalOf: isShared ? null : ownerId},
      {projectId},
    )
    return presentOne(tx, ctx.actor, await getView(tx, ctx.actor, id))
  })
}

/**
 * Where a view is to be shown.
 *
 * @returns the id of the project
 * @throws AppError `invalid` for a project that is missing or hidden, `forbidden`, `conflict` when it is archived
 */
export async function openPlace(
  tx: Tx,
  {actor}: Context,
  key: string | null,
  isShared: boolean,
): Promise<number | null> {
  const projectId = key === null ? null : actor.projectIds.get(key.toUpperCase())
  if (projectId === undefined) throw invalid('/project', `No such project: ${key}`)
  if (!isShared) return projectId
  assertMay(actor, rightToShare(projectId), projectId)
  if (projectId !== null) await assertNotArchived(tx, projectId)
  return projectId
}

async function assertNotArchived(tx: Tx, projectId: number): Promise<void> {
  const {key, archived_at} = await tx
    .selectFrom('project')
    .select(['key', 'archived_at'])
    .where('id', '=', projectId)
    .executeTakeFirstOrThrow()
  if (archived_at !== null)
    throw new AppError('conflict', `Cannot share a view in ${key}: the project is archived`)
}

import {z} from 'zod'
import type {Actor} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {assertAssignable} from './assignable-people.ts'
import {changesBetween, withGiven, type Given} from './changes-between.ts'
import {assertMayMove, getParentId} from './project-tree.ts'
import {enabledTypeKeys, setProjectTypes} from './project-types.ts'
import {viewProjectDetail} from './project-view.ts'
import {getProjectForUpdate, type ProjectRecord} from './queries.ts'
import {projectFields, type ProjectDetail} from './schemas.ts'

export const changeProjectSchema = z.object(projectFields).partial().strict().meta({id: 'ChangeProject'})
export type ChangeProject = z.output<typeof changeProjectSchema>

/**
 * @param ifMatch the version the change builds upon; null: whatever it is
 * @throws AppError `stale` with the current state
 */
export function changeProject(
  ctx: Context,
  key: string,
  ifMatch: number | null,
  input: ChangeProject,
): Promise<ProjectDetail> {
  const {actor} = ctx
  return transact(ctx, async ({tx, afterCommit}) => {
    const project = await getProjectForUpdate(tx, actor, key)
    assertMay(actor, 'project.change', project.id)
    await assertFresh(tx, actor, project, ifMatch)

    const before = await fieldsOf(tx, project)
    const after = withGiven(before, await resolveGiven(tx, actor, project, input))
    const changes = changesBetween(before, after)
    if (changes === null) return viewProjectDetail(tx, actor, project)

    if ('defaultAssigneeId' in changes)
      await assertAssignable(
        tx,
        {id: project.id, visibility: after.visibility},
        after.defaultAssigneeId,
        '/defaultAssigneeId',
      )
    if ('types' in changes) await setProjectTypes(tx, project.id, after.types)
    const changed = await tx
      .updateTable('project')
      .set((eb) => ({...columnsOf(after), version: eb('version', '+', 1)}))
      .where('id', '=', project.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await recordEvent(tx, ctx, {kind: 'project.changed', changes}, {projectId: project.id})
    if ('visibility' in changes || 'parentId' in changes || 'language' in changes)
      afterCommit(() => ctx.services.signals.rightsChanged())
    return viewProjectDetail(tx, actor, changed)
  })
}

async function assertFresh(
  tx: Tx,
  actor: Actor,
  project: ProjectRecord,
  ifMatch: number | null,
): Promise<void> {
  if (ifMatch === null || ifMatch === project.version) return
  throw new AppError('stale', `The project ${project.key} was changed in the meantime`, {
    extra: {current: await viewProjectDetail(tx, actor, project)},
  })
}

/** The fields as the history names them. The parent is an id there: its key may be hidden from a reader. */
interface Fields {
  name: string
  description: string
  visibility: ProjectRecord['visibility']
  language: string
  parentId: number | null
  defaultAssigneeId: number | null
  types: readonly string[]
}

async function fieldsOf(db: Db, project: ProjectRecord): Promise<Fields> {
  return {
    name: project.name,
    description: project.description,
    visibility: project.visibility,
    language: project.language,
    parentId: project.parent_id,
    defaultAssigneeId: project.default_assignee_id,
    types: (await enabledTypeKeys(db, project.id)).toSorted(),
  }
}

async function resolveGiven(
  tx: Tx,
  actor: Actor,
  project: ProjectRecord,
  {parentKey, types, ...others}: ChangeProject,
): Promise<Given<Fields>> {
  const given = {...others, types: types === undefined ? undefined : [...new Set(types)].toSorted()}
  if (parentKey === undefined || isParent(actor, project, parentKey)) return given
  const parentId = getParentId(actor, parentKey)
  await assertMayMove(tx, actor, project, parentId)
  return {...given, parentId}
}

/** Sending back the parent that one was shown changes nothing, also when it is a hidden one, shown as none. */
function isParent(actor: Actor, {parent_id}: ProjectRecord, key: string | null): boolean {
  if (parent_id === null || !actor.standings.has(parent_id)) return key === null
  return key !== null && actor.projectIds.get(key.toUpperCase()) === parent_id
}

function columnsOf({types: _elsewhere, parentId, defaultAssigneeId, ...same}: Fields) {
  return {...same, parent_id: parentId, default_assignee_id: defaultAssigneeId}
}

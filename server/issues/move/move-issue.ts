import {z} from 'zod'
import {standingIn, type Actor} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError, invalid} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {assertMay} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {customInProject} from '../../fields/custom-in-project.ts'
import {getEnabledType} from '../../workflow/queries.ts'
import {assertFresh} from '../change/assert-fresh.ts'
import {describeChanges} from '../change/describe-changes.ts'
import {writeColumns} from '../change/change-locked.ts'
import type {IssueColumns} from '../change/history-fields.ts'
import {onlyDifferent} from '../change/plan-columns.ts'
import {getCounterpart, getStatusById, getTypeById, statusColumns} from '../change/plan-status.ts'
import {viewIssue} from '../issue-view.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate, keyOf, type IssueRecord} from '../queries.ts'
import {knownLabels} from '../resolve-fields.ts'
import type {IssueView} from '../schemas.ts'
import {mapCatalogue} from './map-catalogue.ts'

export const moveIssueSchema = z
  .object({
    project: z.string().max(20).meta({description: 'Key of the project it goes to'}),
    type: z.string().max(40).optional().meta({description: 'Its type there, where its own is not enabled'}),
  })
  .strict()
  .meta({id: 'MoveIssue'})
export type MoveIssue = z.output<typeof moveIssueSchema> & {
  readonly key: string
  /** The version the caller builds upon; null to move whatever is there. */
  readonly ifMatch: number | null
}

/**
 * Moves an issue to another project, where it gets a new number; the old one keeps leading to it. What the
 * new project has under the same name stays set, everything else of the old project and values of fields that
 * the new one lacks are dropped, and the event says what. Parent, sub-issues, comments and relations come along.
 */
export function moveIssue(ctx: Context, {key, project, type, ifMatch}: MoveIssue): Promise<IssueView> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayOnIssue(ctx.actor, 'issue.move', issue)
    await assertFresh(tx, ctx, issue, ifMatch)
    const target = await getTarget(tx, ctx.actor, project)
    if (target.id === issue.project_id) return viewIssue(tx, ctx.actor, issue)

    const columns = onlyDifferent(issue, {
      ...(await planType(tx, ctx, issue, target, type)),
      ...(await mapCatalogue(tx, issue, target.id)),
      custom: await customInProject(tx, target.id, issue.custom),
    })
    await knownLabels(tx, target.id, issue.labels)
    const changes = await describeChanges(tx, issue, columns)
    const number = await ctx.services.numbers.next(target.id)
    await tx
      .insertInto('former_issue_number')
      .values({project_id: issue.project_id, number: issue.number, issue_id: issue.id})
      .execute()
    const moved = await writeColumns(tx, ctx, issue, {...columns, project_id: target.id, number})
    await recordEvent(
      tx,
      ctx,
      {
        kind: 'issue.moved',
        from: keyOf(issue),
        to: keyOf({projectKey: target.key, number}),
        fromProjectId: issue.project_id,
        changes,
      },
      {projectId: target.id, issueId: issue.id},
    )
    return viewIssue(tx, ctx.actor, moved)
  })
}

interface Target {
  readonly id: number
  readonly key: string
}

async function getTarget(tx: Tx, actor: Actor, key: string): Promise<Target> {
  const id = actor.projectIds.get(key.toUpperCase())
  if (id === undefined || standingIn(actor, id) === 'none')
    throw invalid('/project', `No such project: ${key}`)
  assertMay(actor, 'issue.move', id)
  const project = await tx
    .selectFrom('project')
    .select(['id', 'key', 'archived_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (project.archived_at !== null)
    throw new AppError('conflict', `Cannot move an issue to ${project.key}: the project is archived`)
  return project
}

async function planType(
  tx: Tx,
  ctx: Context,
  issue: IssueRecord,
  target: Target,
  key: string | undefined,
): Promise<IssueColumns> {
  const current = await getTypeById(tx, issue.type_id)
  const type = await getEnabledType(tx, target.id, key ?? current.key)
  if (type.workflow_id === current.workflow_id) return {type_id: type.id}
  const status = await getCounterpart(tx, type.workflow_id, await getStatusById(tx, issue.status_id))
  return {type_id: type.id, ...statusColumns(issue, status, ctx.now())}
}

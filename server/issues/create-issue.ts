import {standingIn} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {getEnabledType, getStatus} from '../workflow/queries.ts'
import {isOpen} from '../workflow/tables.ts'
import {assertMayOnIssue} from './permissions.ts'
import {resolveFields} from './resolve-fields.ts'
import type {CreateIssue} from './schemas.ts'
import type {Visibility} from './tables.ts'

/** What a new issue is called. Its whole view is one GET away. */
export interface CreatedIssue {
  id: number
  key: string
  number: number
  version: number
}

/**
 * Files an issue. Who may only report can set the texts and what a report consists of; planning fields
 * (assignee, milestone, …) take the right to change issues.
 */
export function createIssue(ctx: Context, input: CreateIssue): Promise<CreatedIssue> {
  return transact(ctx, async ({tx}) => {
    const project = await getProjectForNewIssue(tx, ctx, input.project)
    const subject = {
      project_id: project.id,
      reporter_id: ctx.actor.personId ?? 0,
      reporterCompanyId: ctx.actor.companyId,
    }
    if (setsPlanningFields(input)) assertMayOnIssue(ctx.actor, 'issue.change', subject)

    const type = await getEnabledType(tx, project.id, input.type)
    const status = await getStatus(tx, type.workflow_id, input.status)
    const fields = await resolveFields(tx, ctx.actor, project.id, input)
    const reporterId = fields.reporter_id ?? ctx.actor.personId
    if (reporterId === null) throw new AppError('invalid', 'Who reports this?', {pointer: '/reporterId'})

    const now = ctx.now()
    const number = await nextIssueNumber(tx, project.id)
    const {id} = await tx
      .insertInto('issue')
      .values({
        ...fields,
        title: input.title,
        project_id: project.id,
        number,
        type_id: type.id,
        status_id: status.id,
        category: status.category,
        visibility: input.visibility ?? defaultVisibility(project.visibility),
        reporter_id: reporterId,
        assignee_id: fields.assignee_id === undefined ? project.default_assignee_id : fields.assignee_id,
        resolved_at: isOpen(status.category) ? null : now,
        closed_at: status.category === 'closed' ? now : null,
        created_at: now,
        updated_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordEvent(
      tx,
      ctx,
      {kind: 'issue.created', title: input.title, type: type.key},
      {projectId: project.id, issueId: id},
    )
    return {id, key: `${project.key}-${number}`, number, version: 1}
  })
}

async function getProjectForNewIssue(tx: Tx, ctx: Context, key: string) {
  const id = ctx.actor.projectIds.get(key.toUpperCase())
  if (id === undefined || standingIn(ctx.actor, id) === 'none')
    throw new AppError('invalid', `No such project: ${key}`, {pointer: '/project'})
  assertMay(ctx.actor, 'issue.create', id)
  const project = await tx
    .selectFrom('project')
    .select(['id', 'key', 'visibility', 'default_assignee_id', 'archived_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (project.archived_at !== null)
    throw new AppError('conflict', `Cannot create an issue in ${project.key}: the project is archived`)
  return project
}

const planningFields = [
  'status',
  'reporterId',
  'assigneeId',
  'milestoneId',
  'cycleId',
  'targetVersionIds',
  'fixedVersionIds',
  'parentKey',
  'startOn',
  'dueOn',
  'estimateMinutes',
  'priority',
] as const

function setsPlanningFields(input: CreateIssue): boolean {
  return planningFields.some((field) => input[field] !== undefined)
}

/** In a public project a report is public, as people expect there; elsewhere it stays in the project. */
function defaultVisibility(projectVisibility: 'public' | 'internal' | 'private'): Visibility {
  return projectVisibility === 'public' ? 'public' : 'project'
}

/** Taken late in the transaction: whoever else files in this project waits from here to the commit. */
export async function nextIssueNumber(tx: Tx, projectId: number): Promise<number> {
  const {last_number} = await tx
    .updateTable('project_counter')
    .set((eb) => ({last_number: eb('last_number', '+', 1)}))
    .where('project_id', '=', projectId)
    .returning('last_number')
    .executeTakeFirstOrThrow()
  return last_number
}

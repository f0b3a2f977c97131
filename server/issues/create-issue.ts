import {sql} from 'kysely'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError, invalid} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {planNewCustom} from '../fields/plan-custom.ts'
import type {ProjectVisibility} from '../projects/tables.ts'
import {isOpen, type Category} from '../workflow/tables.ts'
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
    const {project, type, status} = await getPlace(tx, ctx, input)
    const subject = {
      project_id: project.id,
      reporter_id: ctx.actor.personId ?? 0,
      reporterCompanyId: ctx.actor.companyId,
    }
    if (setsPlanningFields(input)) assertMayOnIssue(ctx.actor, 'issue.change', subject)
    const fields = await resolveFields(tx, ctx.actor, project.id, input)
    const place = {projectId: project.id, typeId: type.id}
    const custom = await planNewCustom(tx, ctx, place, input.custom)
    const reporterId = fields.reporter_id ?? ctx.actor.personId
    if (reporterId === null) throw new AppError('invalid', 'Who reports this?', {pointer: '/reporterId'})

    const now = ctx.now()
    const number = await ctx.services.numbers.next(project.id)
    const {id} = await tx
      .insertInto('issue')
      .values({
        ...fields,
        custom: JSON.stringify(custom),
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

interface Place {
  project: {
    id: number
    key: string
    visibility: ProjectVisibility
    default_assignee_id: number | null
    is_archived: boolean
  }
  type: {id: number; key: string} | null
  status: {id: number; category: Category} | null
}

/** Where the new issue goes, in one statement: its project, its type there and the status it starts in. */
async function getPlace(tx: Tx, ctx: Context, {project: key, type: typeKey, status: statusKey}: CreateIssue) {
  const projectId = ctx.actor.projectIds.get(key.toUpperCase())
  if (projectId === undefined) throw invalid('/project', `No such project: ${key}`)
  assertMay(ctx.actor, 'issue.create', projectId)
  const {rows} = await sql<Place>`
    select
      json_build_object('id', p.id, 'key', p.key, 'visibility', p.visibility,
        'default_assignee_id', p.default_assignee_id, 'is_archived', p.archived_at is not null) project,
      (select json_build_object('id', t.id, 'key', t.key) where t.id is not null) type,
      (select json_build_object('id', s.id, 'category', s.category) from status s where s.workflow_id = t.workflow_id
        and case when ${statusKey ?? null}::text is null then s.is_initial else s.key = ${statusKey ?? null} end) status
    from project p
      left join issue_type t on t.key = ${typeKey}
        and exists (select from project_type pt where pt.project_id = p.id and pt.type_id = t.id)
    where p.id = ${projectId}`.execute(tx)
  const [place] = rows
  if (place === undefined) throw invalid('/project', `No such project: ${key}`)
  const {project, type, status} = place
  if (project.is_archived)
    throw new AppError('conflict', `Cannot create an issue in ${project.key}: the project is archived`)
  if (type === null) throw invalid('/type', `This project has no issue type "${typeKey}"`)
  if (status === null)
    throw invalid('/status', `The workflow of this type has no status "${statusKey ?? ''}"`)
  return {project, type, status}
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
function defaultVisibility(projectVisibility: ProjectVisibility): Visibility {
  return projectVisibility === 'public' ? 'public' : 'project'
}

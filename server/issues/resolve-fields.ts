import type {Updateable} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {invalid} from '../core/errors.ts'
import {getNamedIssue} from './queries.ts'
import {remember} from './remember.ts'
import type {ChangeIssue} from './schemas.ts'
import {priorities, severities, type IssueTable} from './tables.ts'

/** The columns that do not need the type, the status or the history to be known. */
export type ResolvedFields = Pick<
  Updateable<IssueTable>,
  | 'body'
  | 'steps'
  | 'expected'
  | 'actual'
  | 'environment'
  | 'priority'
  | 'severity'
  | 'reproducibility'
  | 'visibility'
  | 'assignee_id'
  | 'reporter_id'
  | 'labels'
  | 'component_ids'
  | 'affects_version_ids'
  | 'target_version_ids'
  | 'fixed_version_ids'
  | 'milestone_id'
  | 'cycle_id'
  | 'parent_id'
  | 'start_on'
  | 'due_on'
  | 'estimate_minutes'
>

type Given = Omit<ChangeIssue, 'title' | 'type' | 'status' | 'resolution' | 'custom'>

/**
 * Turns what a caller set into columns, and checks that everything it names exists in the project.
 *
 * @throws AppError `invalid` that points at the field
 */
export async function resolveFields(
  db: Db,
  actor: Actor,
  projectId: number,
  given: Given,
): Promise<ResolvedFields> {
  const fields: ResolvedFields = {}
  for (const name of [
    'body',
    'steps',
    'expected',
    'actual',
    'environment',
    'visibility',
    'reproducibility',
  ] as const)
    if (given[name] !== undefined) Object.assign(fields, {[name]: given[name]})
  if (given.priority !== undefined) fields.priority = priorities.indexOf(given.priority)
  if (given.severity !== undefined)
    fields.severity = given.severity === null ? null : severities.indexOf(given.severity)
  if (given.startOn !== undefined) fields.start_on = given.startOn
  if (given.dueOn !== undefined) fields.due_on = given.dueOn
  if (given.estimateMinutes !== undefined) fields.estimate_minutes = given.estimateMinutes
  if (given.startOn != null && given.dueOn != null && given.startOn > given.dueOn)
    throw invalid('/dueOn', `Due on ${given.dueOn}, before the start on ${given.startOn}`)

  if (given.assigneeId !== undefined)
    fields.assignee_id = await knownPerson(db, '/assigneeId', given.assigneeId)
  if (given.reporterId !== undefined)
    fields.reporter_id = (await knownPerson(db, '/reporterId', given.reporterId)) ?? 0
  if (given.labels !== undefined) fields.labels = await knownLabels(db, projectId, given.labels)
  if (given.componentIds !== undefined)
    fields.component_ids = await knownIn(db, 'component', '/componentIds', projectId, given.componentIds)
  if (given.affectsVersionIds !== undefined)
    fields.affects_version_ids = await knownIn(
      db,
      'version',
      '/affectsVersionIds',
      projectId,
      given.affectsVersionIds,
    )
  if (given.targetVersionIds !== undefined)
    fields.target_version_ids = await knownIn(
      db,
      'version',
      '/targetVersionIds',
      projectId,
      given.targetVersionIds,
    )
  if (given.fixedVersionIds !== undefined)
    fields.fixed_version_ids = await knownIn(
      db,
      'version',
      '/fixedVersionIds',
      projectId,
      given.fixedVersionIds,
    )
  if (given.milestoneId !== undefined)
    fields.milestone_id = await knownOne(db, 'milestone', '/milestoneId', projectId, given.milestoneId)
  if (given.cycleId !== undefined)
    fields.cycle_id = await knownOne(db, 'cycle', '/cycleId', projectId, given.cycleId)
  if (given.parentKey !== undefined) fields.parent_id = await knownParent(db, actor, given.parentKey)
  return fields
}

/** @throws AppError `invalid` for somebody who does not exist or is archived */
export async function knownPerson(db: Db, pointer: string, id: number | null): Promise<number | null> {
  if (id === null) return null
  const person = await remember(db, `person ${id}`, () =>
    db.selectFrom('person').select('archived_at').where('id', '=', id).executeTakeFirst(),
  )
  if (person === undefined || person.archived_at !== null) throw invalid(pointer, `No such person: ${id}`)
  return id
}

/** Labels are stored by name, as the label table writes it; one that is not there yet is made. */
export async function knownLabels(db: Db, projectId: number, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  const wanted = new Map(names.map((name) => [name.toLowerCase(), name]))
  const known = await db
    .selectFrom('label')
    .select(['name'])
    .where((eb) => eb.or([eb('project_id', 'is', null), eb('project_id', '=', projectId)]))
    .where((eb) => eb(eb.fn<string>('lower', ['name']), 'in', [...wanted.keys()]))
    .execute()
  for (const {name} of known) wanted.set(name.toLowerCase(), name)
  const isKnown = new Set(known.map(({name}) => name.toLowerCase()))
  const missing = [...wanted].filter(([key]) => !isKnown.has(key)).map(([, name]) => name)
  if (missing.length > 0)
    await db
      .insertInto('label')
      .values(missing.map((name) => ({name, project_id: projectId})))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return [...wanted.values()].toSorted()
}

async function knownIn(
  db: Db,
  table: 'component' | 'version',
  pointer: string,
  projectId: number,
  ids: readonly number[],
): Promise<number[]> {
  const unique = [...new Set(ids)]
  if (unique.length === 0) return []
  const rows = await remember(db, `${table} of ${projectId}: ${unique.join()}`, () =>
    db.selectFrom(table).select('id').where('project_id', '=', projectId).where('id', 'in', unique).execute(),
  )
  const missing = unique.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) throw invalid(pointer, `This project has no ${table} ${missing}`)
  return unique
}

async function knownOne(
  db: Db,
  table: 'milestone' | 'cycle',
  pointer: string,
  projectId: number,
  id: number | null,
): Promise<number | null> {
  if (id === null) return null
  const row = await remember(db, `${table} of ${projectId}: ${id}`, () =>
    db
      .selectFrom(table)
      .select('id')
      .where('project_id', '=', projectId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  if (row === undefined) throw invalid(pointer, `This project has no ${table} ${id}`)
  return id
}

async function knownParent(db: Db, actor: Actor, key: string | null): Promise<number | null> {
  if (key === null) return null
  return (await getNamedIssue(db, actor, '/parentKey', key)).id
}

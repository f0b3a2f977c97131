import {sql, type Selectable} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {AppError, invalid} from '../core/errors.ts'
import {getParsedKey, parseIssueKey, type ParsedKey} from './issue-key.ts'
import type {IssueTable} from './tables.ts'
import {visibleIssues} from './visible-issues.ts'

/** An issue's row, with what is needed of its project and the company of its reporter. */
export type IssueRecord = Selectable<IssueTable> & {
  projectKey: string
  projectArchivedAt: Date | null
  reporterCompanyId: number | null
}

export function keyOf({projectKey, number}: Pick<IssueRecord, 'projectKey' | 'number'>): string {
  return `${projectKey}-${number}`
}

/**
 * The issue of a key the actor may see, also by a key or number it had before.
 *
 * @throws AppError `notFound` when it is missing or hidden
 */
export async function getIssue(db: Db, actor: Actor, key: string): Promise<IssueRecord> {
  return (
    (await selectByKey(db, actor, getParsedKey(key)).executeTakeFirst()) ?? (await getMoved(db, actor, key))
  )
}

/** An issue that a field of the request names. @throws AppError `invalid` that points at the field */
export async function getNamedIssue(
  db: Db,
  actor: Actor,
  pointer: string,
  key: string,
): Promise<IssueRecord> {
  const parsed = parseIssueKey(key)
  const issue =
    parsed === undefined
      ? undefined
      : ((await selectByKey(db, actor, parsed).executeTakeFirst()) ?? (await findMoved(db, actor, parsed)))
  if (issue === undefined) throw invalid(pointer, `No such issue: ${key}`)
  return issue
}

/**
 * The issue of a key, locked until the end of the transaction, so that changes of one issue come one after another.
 * The lock lets others refer to the row meanwhile: a child or a relation never waits for it.
 *
 * @throws AppError `notFound`, or `conflict` when its project is archived, which makes it read-only
 */
export async function getIssueForUpdate(tx: Tx, actor: Actor, key: string): Promise<IssueRecord> {
  const issue = await selectByKey(tx, actor, getParsedKey(key)).forNoKeyUpdate('issue').executeTakeFirst()
  if (issue !== undefined) return asWritable(issue)
  const moved = await getMoved(tx, actor, key)
  return getIssueByIdForUpdate(tx, actor, moved.id)
}

export async function getIssueByIdForUpdate(tx: Tx, actor: Actor, id: number): Promise<IssueRecord> {
  const issue = await selectRecord(tx, actor)
    .where('issue.id', '=', id)
    .forNoKeyUpdate('issue')
    .executeTakeFirst()
  if (issue === undefined) throw new AppError('notFound', 'No such issue')
  return asWritable(issue)
}

/** @throws AppError `conflict` when the project of the issue is archived */
export function asWritable(issue: IssueRecord): IssueRecord {
  if (issue.projectArchivedAt === null) return issue
  throw new AppError('conflict', `Cannot change ${keyOf(issue)}: the project ${issue.projectKey} is archived`)
}

export function selectRecord(db: Db, actor: Actor) {
  return visibleIssues(db, actor)
    .innerJoin('project', 'project.id', 'issue.project_id')
    .selectAll('issue')
    .select((eb) => [
      'project.key as projectKey',
      'project.archived_at as projectArchivedAt',
      eb
        .selectFrom('person')
        .select('person.company_id')
        .whereRef('person.id', '=', 'issue.reporter_id')
        .as('reporterCompanyId'),
    ])
}

function selectByKey(db: Db, actor: Actor, {projectKey, number}: ParsedKey) {
  return selectRecord(db, actor).where('project.key', '=', projectKey).where('issue.number', '=', number)
}

async function getMoved(db: Db, actor: Actor, key: string): Promise<IssueRecord> {
  const parsed = getParsedKey(key)
  const issue = await findMoved(db, actor, parsed)
  if (issue === undefined) throw new AppError('notFound', `No such issue: ${keyOf(parsed)}`)
  return issue
}

async function findMoved(db: Db, actor: Actor, parsed: ParsedKey): Promise<IssueRecord | undefined> {
  const id = await findFormerId(db, parsed)
  if (id === undefined) return undefined
  return selectRecord(db, actor).where('issue.id', '=', id).executeTakeFirst()
}

/** The present key of an issue the actor may see, when the given one is a former key of it. */
export async function findPresentKey(db: Db, actor: Actor, key: string): Promise<string | undefined> {
  const parsed = parseIssueKey(key)
  if (parsed === undefined || (await isPresent(db, parsed))) return undefined
  const moved = await findMoved(db, actor, parsed)
  return moved === undefined ? undefined : keyOf(moved)
}

async function isPresent(db: Db, {projectKey, number}: ParsedKey): Promise<boolean> {
  const row = await db
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .select('issue.id')
    .where('project.key', '=', projectKey)
    .where('issue.number', '=', number)
    .executeTakeFirst()
  return row !== undefined
}

/** By a number the issue had before it was moved, or by a key its project had before it was renamed. */
async function findFormerId(db: Db, {projectKey, number}: ParsedKey): Promise<number | undefined> {
  const {rows} = await sql<{id: number}>`
    with place as (
      select id from project where key = ${projectKey}
      union all select project_id from former_project_key where key = ${projectKey}
    )
    select issue_id id from former_issue_number where project_id in (select id from place) and number = ${number}
    union all
    select id from issue where project_id in (select id from place) and number = ${number}
    limit 1`.execute(db)
  return rows[0]?.id
}

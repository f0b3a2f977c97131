import {sql} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {AppError, notFound} from '../core/errors.ts'
import {getParsedKey} from './issue-key.ts'
import {getIssue, type IssueRecord} from './queries.ts'
import {seesIssue} from './visible-issues.ts'

/** As much of an issue as it takes to say who may do what with it, and what it is called. */
export type IssueSubject = Pick<
  IssueRecord,
  'id' | 'project_id' | 'number' | 'reporter_id' | 'projectKey' | 'reporterCompanyId'
> & {isArchived: boolean}

/** Columns of an `IssueSubject`, from `issue` joined with `project`. */
const subjectColumns = sql`issue.id, issue.project_id, issue.number, issue.reporter_id,
  project.key "projectKey", project.archived_at is not null "isArchived",
  (select company_id from person where person.id = issue.reporter_id) "reporterCompanyId"`

/**
 * The issue of a key the actor may see, without its texts: for the hot paths of what hangs on an issue.
 *
 * @throws AppError `notFound` when it is missing or hidden
 */
export async function getIssueSubject(db: Db, actor: Actor, key: string): Promise<IssueSubject> {
  const {projectKey, number} = getParsedKey(key)
  const {rows} = await sql<IssueSubject>`
    select ${subjectColumns} from issue join project on project.id = issue.project_id
    where project.key = ${projectKey} and issue.number = ${number} and issue.deleted_at is null
      and ${seesIssue(actor)}`.execute(db)
  return rows[0] ?? (await getMovedSubject(db, actor, key))
}

export async function findIssueSubjectById(
  db: Db,
  actor: Actor,
  id: number,
): Promise<IssueSubject | undefined> {
  const {rows} = await sql<IssueSubject>`
    select ${subjectColumns} from issue join project on project.id = issue.project_id
    where issue.id = ${id} and issue.deleted_at is null and ${seesIssue(actor)}`.execute(db)
  return rows[0]
}

/** @throws AppError `conflict`: an archived project is kept as it is */
export function assertNotArchived({isArchived, projectKey}: IssueSubject, failed: string): void {
  if (isArchived) throw new AppError('conflict', `Cannot ${failed}: the project ${projectKey} is archived`)
}

async function getMovedSubject(db: Db, actor: Actor, key: string): Promise<IssueSubject> {
  const {id} = await getIssue(db, actor, key)
  const issue = await findIssueSubjectById(db, actor, id)
  if (issue === undefined) throw notFound(`issue: ${key}`)
  return issue
}

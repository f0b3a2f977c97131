import {sql, type Selectable} from 'kysely'
import type {Actor} from '../core/actor.ts'
import type {Db, Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {getParsedKey, type ParsedKey} from './issue-key.ts'
import type {IssueTable} from './tables.ts'
import {visibleIssues} from './visible-issues.ts'

/** An issue's row, with the key of its project and the company of its reporter. */
export type IssueRecord = Selectable<IssueTable> & {projectKey: string; reporterCompanyId: number | null}

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

/** The same, locked until the end of the transaction, so that changes of one issue come one after another. */
export async function getIssueForUpdate(tx: Tx, actor: Actor, key: string): Promise<IssueRecord> {
  const issue = await selectByKey(tx, actor, getParsedKey(key)).forUpdate('issue').executeTakeFirst()
  if (issue !== undefined) return issue
  const moved = await getMoved(tx, actor, key)
  return getIssueByIdForUpdate(tx, actor, moved.id)
}

export async function getIssueByIdForUpdate(tx: Tx, actor: Actor, id: number): Promise<IssueRecord> {
  const issue = await selectRecord(tx, actor).where('issue.id', '=', id).forUpdate('issue').executeTakeFirst()
  if (issue === undefined) throw new AppError('notFound', 'No such issue')
  return issue
}

export function selectRecord(db: Db, actor: Actor) {
  return visibleIssues(db, actor)
    .innerJoin('project', 'project.id', 'issue.project_id')
    .selectAll('issue')
    .select((eb) => [
      'project.key as projectKey',
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
  const {projectKey, number} = getParsedKey(key)
  const id = await findFormerId(db, projectKey, number)
  const issue =
    id === undefined ? undefined : await selectRecord(db, actor).where('issue.id', '=', id).executeTakeFirst()
  if (issue === undefined) throw new AppError('notFound', `No such issue: ${projectKey}-${number}`)
  return issue
}

/** By a number the issue had before it was moved, or by a key its project had before it was renamed. */
async function findFormerId(db: Db, projectKey: string, number: number): Promise<number | undefined> {
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

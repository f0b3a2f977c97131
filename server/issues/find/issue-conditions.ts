import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {isOfTheHouse, type Actor} from '../../core/actor.ts'
import {categories, isOpen} from '../../workflow/tables.ts'
import {seesIssue} from '../visible-issues.ts'
import type {IssueQuery} from './parse-query.ts'

/** The query and the actor's rights as conditions on `issue`. Names that lead nowhere match nothing. */
export function issueConditions(actor: Actor, query: IssueQuery): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [sql<SqlBool>`issue.deleted_at is null`]
  const projectIds = query.projects.length === 0 ? undefined : findProjectIds(actor, query.projects)
  const [onlyProject] = projectIds?.length === 1 ? projectIds : []
  conditions.push(seesIssue(actor, onlyProject))
  // A single project is said as an equality, so that the index that begins with it serves the order.
  if (onlyProject !== undefined) conditions.push(sql<SqlBool>`issue.project_id = ${onlyProject}`)
  else if (projectIds !== undefined) conditions.push(sql<SqlBool>`issue.project_id = any(${projectIds})`)
  conditions.push(...stateConditions(query))
  if (query.types.length > 0)
    conditions.push(
      sql<SqlBool>`issue.type_id in (select id from issue_type where key = any(${query.types}))`,
    )
  if (query.assignees.length > 0)
    conditions.push(personCondition(sql`issue.assignee_id`, actor, query.assignees))
  if (query.reporters.length > 0)
    conditions.push(personCondition(sql`issue.reporter_id`, actor, query.reporters))
  for (const label of query.labels) conditions.push(labelCondition(label))
  if (query.words.length > 0) conditions.push(wordsCondition(query.words))
  return conditions
}

/** Open and done have an index of their own; single categories are looked at within it. */
function stateConditions({categories: asked}: IssueQuery): RawBuilder<SqlBool>[] {
  if (asked === null) return []
  const open = asked.filter(isOpen)
  const conditions: RawBuilder<SqlBool>[] = []
  if (open.length === asked.length) conditions.push(sql<SqlBool>`issue.is_open`)
  else if (open.length === 0) conditions.push(sql<SqlBool>`not issue.is_open`)
  const whole = categories.filter((category) => isOpen(category) === open.length > 0)
  const isWholeState = conditions.length > 0 && asked.length === whole.length
  if (!isWholeState) conditions.push(sql<SqlBool>`issue.category = any(${[...asked]})`)
  return conditions
}

function personCondition(
  column: RawBuilder<unknown>,
  actor: Actor,
  names: readonly string[],
): RawBuilder<SqlBool> {
  const alternatives: RawBuilder<SqlBool>[] = []
  if (names.includes('none')) alternatives.push(sql<SqlBool>`${column} is null`)
  if (names.includes('@me')) alternatives.push(sql<SqlBool>`${column} = ${actor.personId}`)
  const others = names
    .filter((name) => name !== 'none' && name !== '@me')
    .map((name) => name.replace(/^@/, '').toLowerCase())
  if (others.length > 0)
    alternatives.push(sql<SqlBool>`${column} in (select id from person where lower(login::text) = any(${others})
      or lower(name) = any(${others}) ${orByMail(actor, others)})`)
  return sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`
}

/** Not for customers and visitors: whether it matches would tell whose mail address it is. */
function orByMail(actor: Actor, names: readonly string[]): RawBuilder<unknown> {
  return isOfTheHouse(actor) ? sql`or lower(email::text) = any(${names})` : sql``
}

function labelCondition(label: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`issue.labels && array(select name from label where lower(name) = lower(${label}))`
}

/** Every word, the last one as a beginning, in the title. */
function wordsCondition(words: readonly string[]): RawBuilder<SqlBool> {
  const text = words.join(' ')
  return sql<SqlBool>`issue.id in (select issue_id from issue_title where words @@ (
    select case when q::text = '' then q else (q::text || ':*')::tsquery end from plainto_tsquery('simple', ${text}) q))`
}

/** A former key of a project still leads to it. */
function findProjectIds({projectIds}: Actor, keys: readonly string[]): number[] {
  return keys.map((key) => projectIds.get(key)).filter((id) => id !== undefined)
}

import {sql} from 'kysely'
import type {Context} from '../../core/context.ts'
import type {Db} from '../../core/database/database.ts'
import {invalid} from '../../core/errors.ts'
import {conditionSql} from '../find/condition-sql.ts'
import {openQuery, type QueryText} from '../find/open-query.ts'
import {findPlanOf, runFind} from '../find/run-find.ts'
import {parseIssueKey} from '../issue-key.ts'
import {seesIssue} from '../visible-issues.ts'
import {maxIssues, type StartBulkChange} from './schemas.ts'

export interface Targets {
  /** In the order of their ids, which is the order of the locks. */
  readonly ids: readonly number[]
  /** Keys that lead to no issue the actor sees. */
  readonly unknownKeys: readonly string[]
}

/** The issues a bulk change is about, fixed at the moment it is asked for. */
export async function findTargets(
  db: Db,
  ctx: Context,
  {keys, q, timeZone}: Pick<StartBulkChange, 'keys' | 'q' | 'timeZone'>,
): Promise<Targets> {
  const targets =
    keys === undefined ? await findByQuery(ctx, {q: q ?? '', timeZone}) : await findByKeys(db, ctx, keys)
  if (targets.ids.length === 0) throw invalid(keys === undefined ? '/q' : '/keys', 'No issue matches')
  return targets
}

/** The very issues that a list of the same query shows. */
async function findByQuery(ctx: Context, text: QueryText): Promise<Targets> {
  const {query, asking, end, needsOwnPlan} = await openQuery(ctx, text, '/q')
  const statement = sql`
    select issue.id from issue where ${conditionSql(asking, query, end)} limit ${maxIssues + 1}`
  const rows = await runFind<{id: number}>(ctx.services, findPlanOf(statement.compile(ctx.db), needsOwnPlan))
  if (rows.length > maxIssues) throw invalid('/q', `More than ${maxIssues} issues match: narrow the query`)
  return {ids: inOrder(rows), unknownKeys: []}
}

async function findByKeys(db: Db, {actor}: Context, keys: readonly string[]): Promise<Targets> {
  const wanted = keys.map((key) => ({key, ...parseIssueKey(key)}))
  const {rows} = await sql<{id: number; place: number}>`
    select issue.id, wanted.place::integer from
      unnest(${wanted.map(({projectKey}) => projectKey ?? '')}::text[], ${wanted.map(({number}) => number ?? 0)}::integer[])
        with ordinality wanted (project_key, number, place),
      lateral (
        select id from project where key = wanted.project_key
        union select project_id from former_project_key where key = wanted.project_key
      ) project,
      lateral (
        select i.id from issue i where i.project_id = project.id and i.number = wanted.number
        union select issue_id from former_issue_number f where f.project_id = project.id and f.number = wanted.number
      ) found
      join issue on issue.id = found.id
    where issue.deleted_at is null and ${seesIssue(actor)}`.execute(db)
  const known = new Set(rows.map(({place}) => place))
  return {ids: inOrder(rows), unknownKeys: keys.filter((_key, index) => !known.has(index + 1))}
}

function inOrder(rows: readonly {id: number}[]): number[] {
  return [...new Set(rows.map(({id}) => id))].toSorted((a, b) => a - b)
}

import {sql, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import type {Asking} from '../asking.ts'
import {momentColumn} from '../fields/dates.ts'
import {hasAny} from '../fields/field-sql.ts'
import {personColumn} from '../fields/people.ts'
import {project, selectProjectIds} from '../fields/projects.ts'
import {anyOf, type Sql} from '../sql-logic.ts'
import type {Change} from './change-sql.ts'

/** In which projects an issue has been: a move leaves the number behind that it had. */
export function projectChangeSql(asking: Asking, change: Change, matches: readonly Match[]): Sql {
  if (change === 'was') return anyOf([project(asking, matches), wasIn(asking, matches)])
  if (change === 'from') return wasIn(asking, matches)
  if (change === 'changed') return hasMoved(momentColumn(sql`event.at`)(asking, matches))
  if (change === 'by') return hasMoved(personColumn(sql`event.actor_id`)(asking, matches))
  if (hasAny(matches)) return hasMoved(sql<SqlBool>`true`)
  return hasMoved(sql<SqlBool>`event.project_id = any(array(${selectProjectIds(asking, matches)}))`)
}

/** Only projects that the actor sees are told. */
function wasIn(asking: Asking, matches: readonly Match[]): Sql {
  const ids = hasAny(matches)
    ? sql`select unnest(${[...asking.projectIds]}::integer[])`
    : selectProjectIds(asking, matches)
  return sql<SqlBool>`issue.id in (select former.issue_id from former_issue_number former where former.project_id = any(array(${ids})))`
}

function hasMoved(condition: Sql): Sql {
  return sql<SqlBool>`issue.id in (select event.issue_id from event where event.kind = 'issue.moved' and ${condition})`
}

import {sql, type SqlBool} from 'kysely'
import type {StateName} from '../../../query/fields.ts'
import type {Asking} from './asking.ts'
import {isOfCategory, isState} from './fields/choices.ts'
import {ends, hasChild, hasParent, isRelated} from './fields/issues.ts'
import {always, never, type Sql} from './sql-logic.ts'

const open = sql<SqlBool>`issue.is_open`

/** What `is:` says of a row named `issue`. */
export const stateSql: Readonly<Record<StateName, (asking: Asking) => Sql>> = {
  open: () => isState(true),
  closed: () => isState(false),
  triage: () => isOfCategory(['triage']),
  active: () => isOfCategory(['active']),
  waiting: () => isOfCategory(['waiting']),
  resolved: () => isOfCategory(['resolved']),
  unresolved: () => sql<SqlBool>`issue.resolution is null`,
  assigned: () => sql<SqlBool>`issue.assignee_id is not null`,
  unassigned: () => sql<SqlBool>`issue.assignee_id is null`,
  blocked: (asking) => isRelated(asking, ends['blocked-by'], open),
  blocking: (asking) => isRelated(asking, ends.blocks, open),
  overdue: ({today}) => sql<SqlBool>`(issue.is_open and issue.due_on < ${today}::date)`,
  duplicate: (asking) => isRelated(asking, ends['duplicate-of']),
  'sub-issue': hasParent,
  parent: hasChild,
  watched: ({actor}) => isMine('watcher', actor.personId),
  voted: ({actor}) => isMine('vote', actor.personId),
  private: () => sql<SqlBool>`issue.visibility = 'private'`,
  public: () => sql<SqlBool>`issue.visibility = 'public'`,
  issue: () => always,
}

function isMine(table: 'watcher' | 'vote', personId: number | null): Sql {
  if (personId === null) return never
  return sql<SqlBool>`issue.id in (select issue_id from ${sql.table(table)} where person_id = ${personId})`
}

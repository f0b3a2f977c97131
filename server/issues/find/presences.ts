import {sql, type SqlBool} from 'kysely'
import type {PresenceName} from '../../../query/fields.ts'
import type {Asking} from './asking.ts'
import {hasCustom} from './fields/custom.ts'
import {allEnds, ends, hasChild, hasParent, isRelated} from './fields/issues.ts'
import {never, type Sql} from './sql-logic.ts'

/** What `has:` says of a row named `issue`; `no:` says that it is not so. */
export const presenceSql: Readonly<Record<PresenceName, (asking: Asking) => Sql>> = {
  assignee: () => sql<SqlBool>`issue.assignee_id is not null`,
  label: () => sql<SqlBool>`issue.labels <> '{}'`,
  component: () => sql<SqlBool>`issue.component_ids <> '{}'`,
  affects: () => sql<SqlBool>`issue.affects_version_ids <> '{}'`,
  target: () => sql<SqlBool>`issue.target_version_ids <> '{}'`,
  fixed: () => sql<SqlBool>`issue.fixed_version_ids <> '{}'`,
  milestone: () => sql<SqlBool>`issue.milestone_id is not null`,
  cycle: () => sql<SqlBool>`issue.cycle_id is not null`,
  parent: hasParent,
  'sub-issues': hasChild,
  relations: (asking) => isRelated(asking, allEnds),
  blockers: (asking) => isRelated(asking, ends['blocked-by'], sql<SqlBool>`issue.is_open`),
  duplicates: (asking) => isRelated(asking, ends['duplicated-by']),
  resolution: () => sql<SqlBool>`issue.resolution is not null`,
  priority: () => sql<SqlBool>`issue.priority > 0`,
  severity: () => sql<SqlBool>`issue.severity is not null`,
  reproducibility: () => sql<SqlBool>`issue.reproducibility is not null`,
  due: () => sql<SqlBool>`issue.due_on is not null`,
  start: () => sql<SqlBool>`issue.start_on is not null`,
  estimate: () => sql<SqlBool>`issue.estimate_minutes is not null`,
  body: () => sql<SqlBool>`issue.body <> ''`,
  steps: () => sql<SqlBool>`issue.steps <> ''`,
  environment: () => sql<SqlBool>`issue.environment <> ''`,
  comments: () => sql<SqlBool>`issue.comment_count > 0`,
  notes: hasNotes,
  attachments: () => sql<SqlBool>`issue.attachment_count > 0`,
  votes: () => sql<SqlBool>`issue.vote_count > 0`,
  watchers: () => sql<SqlBool>`exists (select from watcher where watcher.issue_id = issue.id)`,
}

/** @param key of a field that the workspace has added */
export function customPresence({customFields}: Asking, key: string): Sql {
  return customFields.has(key) ? hasCustom(key) : never
}

/** Who does not read internal notes is not told that there are any. */
function hasNotes({notesIn}: Asking): Sql {
  if (notesIn === 'everywhere') return sql<SqlBool>`issue.note_count > 0`
  if (notesIn.length === 0) return never
  return sql<SqlBool>`(issue.note_count > 0 and issue.project_id = any(${[...notesIn]}))`
}

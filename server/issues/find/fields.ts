import {sql} from 'kysely'
import type {FieldName} from '../../../query/fields.ts'
import {priorities, reproducibilities, resolutions, severities, visibilities} from '../tables.ts'
import {categories} from '../../workflow/tables.ts'
import {allChosen, choiceColumn, isOfCategory, kind, placeColumn, state} from './fields/choices.ts'
import {dayColumn, momentColumn} from './fields/dates.ts'
import type {FieldSql} from './fields/field-sql.ts'
import {allEnds, ends, key, parent, parentOf, related} from './fields/issues.ts'
import {mentions} from './fields/mentions.ts'
import {label, nameColumn, nameListColumn, status, type} from './fields/names.ts'
import {durationColumn, numberColumn} from './fields/numbers.ts'
import {commenter, company, involves, personColumn, personOfTable} from './fields/people.ts'
import {project} from './fields/projects.ts'
import {textColumn} from './fields/texts.ts'

/** What every field of the query language asks of a row named `issue`. */
export const fieldSql: Readonly<Record<FieldName, FieldSql>> = {
  key,
  number: numberColumn(sql`issue.number`),
  project,
  type,
  kind,
  state,
  status,
  category: (_asking, matches) => isOfCategory(allChosen(categories, matches)),
  resolution: choiceColumn(sql`issue.resolution`, resolutions),
  priority: placeColumn(sql`issue.priority`, priorities),
  severity: placeColumn(sql`issue.severity`, severities),
  reproducibility: choiceColumn(sql`issue.reproducibility`, reproducibilities),
  visibility: choiceColumn(sql`issue.visibility`, visibilities),
  reporter: personColumn(sql`issue.reporter_id`),
  assignee: personColumn(sql`issue.assignee_id`),
  commenter,
  involves,
  mentions,
  watcher: personOfTable('watcher'),
  voter: personOfTable('vote'),
  company,
  label,
  component: nameListColumn('component', sql`issue.component_ids`),
  affects: nameListColumn('version', sql`issue.affects_version_ids`),
  target: nameListColumn('version', sql`issue.target_version_ids`),
  fixed: nameListColumn('version', sql`issue.fixed_version_ids`),
  milestone: nameColumn('milestone', sql`issue.milestone_id`),
  cycle: nameColumn('cycle', sql`issue.cycle_id`),
  parent,
  'parent-of': parentOf,
  blocks: related(ends.blocks),
  'blocked-by': related(ends['blocked-by']),
  'duplicate-of': related(ends['duplicate-of']),
  'duplicated-by': related(ends['duplicated-by']),
  related: related(ends.related),
  'caused-by': related(ends['caused-by']),
  causes: related(ends.causes),
  linked: related(allEnds),
  created: momentColumn(sql`issue.created_at`),
  updated: momentColumn(sql`issue.updated_at`),
  resolved: momentColumn(sql`issue.resolved_at`),
  closed: momentColumn(sql`issue.closed_at`),
  due: dayColumn(sql`issue.due_on`),
  start: dayColumn(sql`issue.start_on`),
  estimate: durationColumn(sql`issue.estimate_minutes`),
  votes: numberColumn(sql`issue.vote_count`),
  comments: numberColumn(sql`issue.comment_count`),
  attachments: numberColumn(sql`issue.attachment_count`),
  title: textColumn('title'),
  body: textColumn('body'),
  steps: textColumn('steps'),
  expected: textColumn('expected'),
  actual: textColumn('actual'),
  environment: textColumn('environment'),
}

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fieldSql, name)
}

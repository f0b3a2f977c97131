import type {Generated, GeneratedAlways} from 'kysely'
import type {
  DefaultJson,
  Id,
  Json,
  Optional,
  OptionalDate,
  OptionalTimestamp,
  Timestamp,
} from '../core/database/row.ts'
import type {CustomValues} from '../fields/tables.ts'
import type {Category} from '../workflow/tables.ts'

export const visibilities = ['public', 'project', 'private'] as const
export type Visibility = (typeof visibilities)[number]

/** Stored as their place in the list. */
export const priorities = ['none', 'low', 'normal', 'high', 'urgent', 'immediate'] as const
export type Priority = (typeof priorities)[number]

/** MantisBT's severities, stored as their place in the list. */
export const severities = ['feature', 'trivial', 'text', 'tweak', 'minor', 'major', 'crash', 'block'] as const
export type Severity = (typeof severities)[number]

/** MantisBT's values. */
export const reproducibilities = [
  'always',
  'sometimes',
  'random',
  'haveNotTried',
  'unableToReproduce',
  'notApplicable',
] as const
export type Reproducibility = (typeof reproducibilities)[number]

/** MantisBT's values, and "done" for work that is no repair; null while open. */
export const resolutions = [
  'fixed',
  'done',
  'unableToReproduce',
  'notFixable',
  'duplicate',
  'notABug',
  'suspended',
  'wontFix',
] as const
export type Resolution = (typeof resolutions)[number]

export const relationKinds = ['blocks', 'duplicates', 'relatesTo', 'causedBy'] as const
export type RelationKind = (typeof relationKinds)[number]

export interface IssueTable {
  id: Id
  project_id: number
  number: number
  type_id: number
  status_id: number
  category: Category
  is_open: GeneratedAlways<boolean>
  visibility: Generated<Visibility>
  priority: Generated<number>
  severity: Optional<number>
  version: Generated<number>
  reporter_id: number
  assignee_id: Optional<number>
  milestone_id: Optional<number>
  cycle_id: Optional<number>
  parent_id: Optional<number>
  created_at: Timestamp
  updated_at: Timestamp
  resolved_at: OptionalTimestamp
  closed_at: OptionalTimestamp
  deleted_at: OptionalTimestamp
  comment_count: Generated<number>
  note_count: Generated<number>
  attachment_count: Generated<number>
  vote_count: Generated<number>
  start_on: OptionalDate
  due_on: OptionalDate
  estimate_minutes: Optional<number>
  resolution: Optional<Resolution>
  reproducibility: Optional<Reproducibility>
  rank: Optional<string>
  labels: Generated<string[]>
  component_ids: Generated<number[]>
  affects_version_ids: Generated<number[]>
  target_version_ids: Generated<number[]>
  fixed_version_ids: Generated<number[]>
  title: string
  body: Generated<string>
  steps: Generated<string>
  expected: Generated<string>
  actual: Generated<string>
  environment: Generated<string>
  /** Values of the fields of the workspace, by key. */
  custom: DefaultJson<CustomValues>
  /** Members of the list row that come from the issue alone, without braces. */
  row_json: GeneratedAlways<string>
}

export interface FormerIssueNumberTable {
  project_id: number
  number: number
  issue_id: number
}

export interface RelationTable {
  id: Id
  kind: RelationKind
  from_issue_id: number
  to_issue_id: number
  created_by: Optional<number>
  created_at: Timestamp
}

export interface WatcherTable {
  issue_id: number
  person_id: number
  since: Timestamp
}

export interface VoteTable {
  issue_id: number
  person_id: number
  at: Timestamp
}

export type BulkState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'

export interface BulkChangeTable {
  id: Id
  actor_id: number
  via: string
  state: Generated<BulkState>
  change: Json<Record<string, unknown>>
  issue_ids: number[]
  undo_of: Optional<number>
  done: Generated<number>
  changed: Generated<number>
  failures: DefaultJson<{key: string; reason: string}[]>
  created_at: Timestamp
  progressed_at: Timestamp
  finished_at: OptionalTimestamp
}

/** Words of the title, kept by a trigger. */
export interface IssueTitleTable {
  issue_id: number
  words: GeneratedAlways<string>
}

export interface IssueTables {
  issue: IssueTable
  issue_title: IssueTitleTable
  former_issue_number: FormerIssueNumberTable
  relation: RelationTable
  watcher: WatcherTable
  vote: VoteTable
  bulk_change: BulkChangeTable
}

import type {Selectable} from 'kysely'
import type {ChangeIssue} from '../schemas.ts'
import type {IssueTable} from '../tables.ts'

/** What a change may write: all that a person sets, and what follows from it. */
export type IssueColumns = Omit<Partial<Selectable<IssueTable>>, 'id' | 'is_open' | 'row_json'>

/** Where the names of what a column refers to are kept. */
export type RefTable =
  | 'person'
  | 'component'
  | 'version'
  | 'milestone'
  | 'cycle'
  | 'issue_type'
  | 'status'
  | 'issue'

export interface HistoryField {
  readonly column: keyof IssueColumns
  /** The field of a change that sets it. */
  readonly input: keyof ChangeIssue
  readonly refs?: RefTable
}

/** The fields of an issue that have a history, by the name that its view and the history give them. */
export const historyFields = {
  title: {column: 'title', input: 'title'},
  body: {column: 'body', input: 'body'},
  steps: {column: 'steps', input: 'steps'},
  expected: {column: 'expected', input: 'expected'},
  actual: {column: 'actual', input: 'actual'},
  environment: {column: 'environment', input: 'environment'},
  type: {column: 'type_id', input: 'type', refs: 'issue_type'},
  status: {column: 'status_id', input: 'status', refs: 'status'},
  resolution: {column: 'resolution', input: 'resolution'},
  priority: {column: 'priority', input: 'priority'},
  severity: {column: 'severity', input: 'severity'},
  reproducibility: {column: 'reproducibility', input: 'reproducibility'},
  visibility: {column: 'visibility', input: 'visibility'},
  reporter: {column: 'reporter_id', input: 'reporterId', refs: 'person'},
  assignee: {column: 'assignee_id', input: 'assigneeId', refs: 'person'},
  labels: {column: 'labels', input: 'labels'},
  components: {column: 'component_ids', input: 'componentIds', refs: 'component'},
  affectsVersions: {column: 'affects_version_ids', input: 'affectsVersionIds', refs: 'version'},
  targetVersions: {column: 'target_version_ids', input: 'targetVersionIds', refs: 'version'},
  fixedVersions: {column: 'fixed_version_ids', input: 'fixedVersionIds', refs: 'version'},
  milestone: {column: 'milestone_id', input: 'milestoneId', refs: 'milestone'},
  cycle: {column: 'cycle_id', input: 'cycleId', refs: 'cycle'},
  parent: {column: 'parent_id', input: 'parentKey', refs: 'issue'},
  startOn: {column: 'start_on', input: 'startOn'},
  dueOn: {column: 'due_on', input: 'dueOn'},
  estimateMinutes: {column: 'estimate_minutes', input: 'estimateMinutes'},
} as const satisfies Record<string, HistoryField>

export type HistoryFieldName = keyof typeof historyFields

export const historyFieldNames = Object.keys(historyFields) as HistoryFieldName[]

/** Texts whose former versions can be read and restored. */
export const textFields = ['title', 'body', 'steps', 'expected', 'actual', 'environment'] as const
export type TextField = (typeof textFields)[number]

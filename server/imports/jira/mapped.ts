export type IssueType = 'bug' | 'feature' | 'task' | 'question' | 'ticket' | 'improvement' | 'documentation'
export type StatusCategory = 'triage' | 'open' | 'active' | 'waiting' | 'resolved' | 'closed'
export type Resolution =
  | 'open'
  | 'fixed'
  | 'reopened'
  | 'unableToReproduce'
  | 'notFixable'
  | 'duplicate'
  | 'notABug'
  | 'suspended'
  | 'wontFix'
  | 'done'
export type Priority = 'none' | 'low' | 'normal' | 'high' | 'urgent'
export type Severity = 'trivial' | 'minor' | 'major' | 'crash' | 'block'
export type RelationType = 'blocks' | 'duplicates' | 'relatesTo' | 'causedBy'

/** What could not be carried as it was; `detail` names the value. The kinds are what a report counts by. */
export interface ImportNote {
  kind:
    | 'unknownType'
    | 'unknownStatus'
    | 'unknownResolution'
    | 'unknownPriority'
    | 'droppedLink'
    | 'missingComments'
    | 'noTitle'
    | 'emptyComment'
  detail: string
}

/** `key` is what issues name the person by: Jira's user key, account id or name. */
export interface MappedPerson {
  key: string
  userName: string | null
  displayName: string
  email: string | null
  active: boolean
  timeZone: string | null
}

export interface MappedComment {
  sourceId: string
  authorKey: string | null
  /** Markdown; may be empty, as in the source. */
  body: string
  internal: boolean
  createdAt: Date
  updatedAt: Date
  updatedByKey: string | null
}

/** What is known of a file; the file itself is not in an export. */
export interface MappedAttachment {
  sourceId: string
  fileName: string
  authorKey: string | null
  size: number | null
  mediaType: string | null
  url: string | null
  createdAt: Date
}

/** `from` blocks, duplicates, relates to or is caused by `to`; both are issue keys. */
export interface MappedRelation {
  type: RelationType
  from: string
  to: string
  sourceId: string | null
  /** The link as the source says it, read from `from` or `to`: `depends on`, `is cloned from`. */
  sourceName: string
}

export interface MappedSprint {
  sourceId: string
  name: string
  state: 'future' | 'active' | 'closed'
  goal: string | null
  boardId: number | null
  startAt: Date | null
  endAt: Date | null
  completedAt: Date | null
}

export interface MappedWorklog {
  sourceId: string
  authorKey: string | null
  comment: string
  startedAt: Date | null
  seconds: number
}

export interface MappedVersion {
  sourceId: string | null
  name: string
  description: string
  archived: boolean
  released: boolean
  /** ISO 8601 day. */
  startDate: string | null
  /** ISO 8601 day. */
  releaseDate: string | null
}

export interface MappedComponent {
  sourceId: string | null
  name: string
  description: string
  leadKey: string | null
}

export interface MappedProject {
  sourceId: string
  key: string
  name: string
  description: string
  url: string | null
  leadKey: string | null
  components: MappedComponent[]
  versions: MappedVersion[]
  issueTypes: {name: string; type: IssueType}[]
  people: MappedPerson[]
}

export interface MappedIssue {
  sourceId: string
  key: string
  projectKey: string
  projectName: string | null
  number: number
  type: IssueType
  typeName: string
  title: string
  /** Markdown. */
  body: string
  /** Markdown. */
  environment: string
  status: {name: string; category: StatusCategory}
  resolution: Resolution
  /** The source's own name where it says something else, such as `Needs more info` for suspended. */
  resolutionName: string | null
  priority: Priority
  priorityName: string | null
  /** Only bugs have one. */
  severity: Severity | null
  labels: string[]
  components: MappedComponent[]
  affectsVersions: MappedVersion[]
  targetVersions: MappedVersion[]
  fixedVersions: MappedVersion[]
  reporterKey: string | null
  creatorKey: string | null
  assigneeKey: string | null
  createdAt: Date
  updatedAt: Date
  /** When it was resolved or closed, by the source or, where it does not say, by the last change; null while open. */
  resolvedAt: Date | null
  /** When the source says that it was resolved, also if it was opened again; null where it does not say. */
  resolutionAt: Date | null
  /** ISO 8601 day. */
  dueDate: string | null
  estimateSeconds: number | null
  remainingSeconds: number | null
  spentSeconds: number | null
  /** Jira's security level: only some people of the project may see the issue. */
  securityLevel: string | null
  votes: number
  watchers: number
  flagged: boolean
  /** The issue it is a sub-task of, else its epic. May lie outside the import. */
  parentKey: string | null
  childKeys: string[]
  /** In the source's order; the last is the newest. */
  sprints: MappedSprint[]
  relations: MappedRelation[]
  comments: MappedComment[]
  attachments: MappedAttachment[]
  worklogs: MappedWorklog[]
  /** Everyone named in this issue, each once. */
  people: MappedPerson[]
  notes: ImportNote[]
}

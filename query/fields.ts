/** How the values of a field are written. */
export type FieldKind =
  /** Name, login, mail address, `@me` */
  | 'person'
  /** The name of something that people have made: a label, a version, a project */
  | 'name'
  /** One of `choices`; with `isOrdered` they can be compared */
  | 'choice'
  /** `2026-11-20`, `2026-11` (the whole month), `2026`, `@today-3d` */
  | 'date'
  | 'number'
  /** `30m`, `2h`, `1d` (of 8 hours), `1w` (of 5 days), or minutes */
  | 'duration'
  /** `WEB-42` */
  | 'issue'
  /** Words of a text */
  | 'text'
  | 'boolean'

export interface Field {
  readonly kind: FieldKind
  readonly aliases?: readonly string[]
  readonly choices?: readonly string[]
  readonly isOrdered?: true
  /** `.was`, `.changed`, `.from`, `.to` and `.by` can be asked for. */
  readonly hasHistory?: true
  /** `@current`, `@next` and `@previous` have a meaning. */
  readonly hasTurns?: true
  /** What it finds, for completion and for docs/query.md. */
  readonly says: string
}

const priorities = ['none', 'low', 'normal', 'high', 'urgent', 'immediate']
const severities = ['feature', 'trivial', 'text', 'tweak', 'minor', 'major', 'crash', 'block']
const categories = ['triage', 'open', 'active', 'waiting', 'resolved', 'closed']

/** Every field of an issue that can be asked for. Lower case; several words are joined by hyphens. */
export const fields = {
  key: {kind: 'issue', aliases: ['issue', 'id'], says: 'the issue of this key'},
  number: {kind: 'number', says: 'the number of the key, without the project'},
  project: {kind: 'name', aliases: ['repo'], hasHistory: true, says: 'in this project (key or name)'},
  type: {kind: 'name', hasHistory: true, says: 'of this type (bug, task, …)'},
  kind: {
    kind: 'choice',
    choices: ['defect', 'request', 'work', 'question', 'support'],
    says: 'of a type of this kind',
  },
  state: {kind: 'choice', choices: ['open', 'closed'], says: 'open or not'},
  status: {kind: 'name', hasHistory: true, says: 'in this status, or in a status of this category'},
  category: {kind: 'choice', choices: categories, says: 'in a status of this category'},
  resolution: {kind: 'name', hasHistory: true, says: 'ended this way'},
  priority: {kind: 'choice', choices: priorities, isOrdered: true, hasHistory: true, says: 'this urgent'},
  severity: {kind: 'choice', choices: severities, isOrdered: true, hasHistory: true, says: 'this bad'},
  reproducibility: {kind: 'name', hasHistory: true, says: 'happens this often'},
  visibility: {
    kind: 'choice',
    choices: ['private', 'project', 'public'],
    hasHistory: true,
    says: 'seen by these',
  },
  reporter: {kind: 'person', aliases: ['author', 'creator'], hasHistory: true, says: 'reported by'},
  assignee: {kind: 'person', aliases: ['assigned', 'owner'], hasHistory: true, says: 'assigned to'},
  commenter: {kind: 'person', says: 'commented on by'},
  involves: {kind: 'person', says: 'reported by, assigned to or commented on by'},
  mentions: {kind: 'person', says: 'names this person with @ in a text'},
  watcher: {kind: 'person', aliases: ['subscriber'], says: 'watched by'},
  voter: {kind: 'person', says: 'voted for by'},
  company: {kind: 'name', aliases: ['customer'], says: 'reported by somebody of this company'},
  label: {kind: 'name', aliases: ['labels', 'tag'], hasHistory: true, says: 'with this label'},
  component: {kind: 'name', aliases: ['components'], hasHistory: true, says: 'of this component'},
  affects: {
    kind: 'name',
    aliases: ['version', 'affects-version'],
    hasHistory: true,
    says: 'seen in this version',
  },
  target: {
    kind: 'name',
    aliases: ['target-version', 'fix-for'],
    hasHistory: true,
    says: 'planned for this version',
  },
  fixed: {
    kind: 'name',
    aliases: ['fixed-in', 'fix-version'],
    hasHistory: true,
    says: 'fixed in this version',
  },
  milestone: {kind: 'name', hasHistory: true, hasTurns: true, says: 'planned for this milestone'},
  cycle: {
    kind: 'name',
    aliases: ['sprint', 'iteration'],
    hasHistory: true,
    hasTurns: true,
    says: 'in this cycle',
  },
  parent: {kind: 'issue', hasHistory: true, says: 'a sub-issue of'},
  'parent-of': {kind: 'issue', says: 'the parent of'},
  blocks: {kind: 'issue', aliases: ['blocking'], says: 'blocks this issue'},
  'blocked-by': {kind: 'issue', says: 'is blocked by this issue'},
  'duplicate-of': {kind: 'issue', aliases: ['duplicates'], says: 'a duplicate of this issue'},
  'duplicated-by': {kind: 'issue', says: 'has this issue as a duplicate'},
  related: {kind: 'issue', aliases: ['relates-to'], says: 'related to this issue'},
  'caused-by': {kind: 'issue', says: 'caused by this issue'},
  causes: {kind: 'issue', says: 'the cause of this issue'},
  linked: {kind: 'issue', says: 'in any relation with this issue'},
  created: {kind: 'date', says: 'reported then'},
  updated: {kind: 'date', says: 'last changed then'},
  resolved: {kind: 'date', says: 'resolved then'},
  closed: {kind: 'date', says: 'closed then'},
  due: {kind: 'date', hasHistory: true, says: 'due then'},
  start: {kind: 'date', hasHistory: true, says: 'to be started then'},
  estimate: {kind: 'duration', hasHistory: true, says: 'estimated to take this long'},
  votes: {kind: 'number', aliases: ['reactions'], says: 'with this many votes'},
  comments: {kind: 'number', aliases: ['interactions'], says: 'with this many comments'},
  attachments: {kind: 'number', says: 'with this many attachments'},
  title: {kind: 'text', hasHistory: true, says: 'with these words in the title'},
  body: {kind: 'text', hasHistory: true, says: 'with these words in the description'},
  steps: {kind: 'text', hasHistory: true, says: 'with these words in the steps'},
  expected: {kind: 'text', hasHistory: true, says: 'with these words in what was expected'},
  actual: {kind: 'text', hasHistory: true, says: 'with these words in what happened'},
  environment: {kind: 'text', hasHistory: true, says: 'with these words in the environment'},
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof fields

/** What can stand after `is:`. */
export const states = {
  open: 'not resolved and not closed',
  closed: 'resolved or closed',
  triage: 'waits to be looked at',
  active: 'is being worked on',
  waiting: 'waits for somebody else',
  resolved: 'resolved, not yet closed',
  unresolved: 'without a resolution',
  assigned: 'somebody has it',
  unassigned: 'nobody has it',
  blocked: 'an open issue blocks it',
  blocking: 'blocks an open issue',
  overdue: 'open past its due date',
  duplicate: 'a duplicate of another issue',
  'sub-issue': 'has a parent',
  parent: 'has sub-issues',
  watched: 'watched by you',
  voted: 'voted for by you',
  private: 'of visibility private',
  public: 'of visibility public',
  issue: 'everything here is one; for queries that come from GitHub',
} as const satisfies Record<string, string>

export type StateName = keyof typeof states

/** What can stand after `has:` and `no:`. */
export const presences = {
  assignee: 'somebody it is assigned to',
  label: 'a label',
  component: 'a component',
  affects: 'a version it was seen in',
  target: 'a version it is planned for',
  fixed: 'a version it is fixed in',
  milestone: 'a milestone',
  cycle: 'a cycle',
  parent: 'a parent',
  'sub-issues': 'sub-issues',
  relations: 'a relation with another issue',
  blockers: 'an open issue that blocks it',
  duplicates: 'a duplicate',
  resolution: 'a resolution',
  priority: 'a priority',
  severity: 'a severity',
  reproducibility: 'how often it happens',
  due: 'a due date',
  start: 'a start date',
  estimate: 'an estimate',
  body: 'a description',
  steps: 'steps to reproduce',
  environment: 'an environment',
  comments: 'comments',
  notes: 'internal notes',
  attachments: 'attachments',
  votes: 'votes',
  watchers: 'watchers',
} as const satisfies Record<string, string>

export type PresenceName = keyof typeof presences

/** Words that people write for one of the above: GitHub's and the plural. */
export const presenceAliases: Readonly<Record<string, PresenceName>> = {
  labels: 'label',
  assignees: 'assignee',
  components: 'component',
  version: 'affects',
  comment: 'comments',
  note: 'notes',
  attachment: 'attachments',
  vote: 'votes',
  watcher: 'watchers',
  'sub-issue': 'sub-issues',
  'sub-issues-progress': 'sub-issues',
  'parent-issue': 'parent',
  relation: 'relations',
  description: 'body',
  sprint: 'cycle',
}

/** A field that a workspace has added. Its key is unique among them and is no name of a built-in field. */
export interface CustomField {
  /** Lower case, hyphens: how it is written in a query. */
  readonly key: string
  readonly name: string
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'choice' | 'person' | 'url'
  readonly choices: readonly string[]
}

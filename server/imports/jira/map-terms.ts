import type {IssueType, Priority, Resolution, Severity, StatusCategory} from './mapped.ts'

/** Jira's names as they are compared: lower case, typographic apostrophes made plain. */
function fold(name: string): string {
  return name.trim().toLowerCase().replaceAll('’', "'")
}

const types: Record<string, IssueType> = {
  bug: 'bug',
  defect: 'bug',
  'new feature': 'feature',
  feature: 'feature',
  story: 'feature',
  epic: 'feature',
  improvement: 'improvement',
  enhancement: 'improvement',
  task: 'task',
  'sub-task': 'task',
  subtask: 'task',
  'technical task': 'task',
  question: 'question',
  documentation: 'documentation',
  support: 'ticket',
  'support request': 'ticket',
  'service request': 'ticket',
  incident: 'ticket',
}

/** Undefined for a type that nobody knows: import it as a task and say so. */
export function findIssueType(name: string): IssueType | undefined {
  return types[fold(name)]
}

const statuses: Record<string, StatusCategory> = {
  triage: 'triage',
  open: 'open',
  new: 'open',
  'to do': 'open',
  backlog: 'open',
  'selected for development': 'open',
  reopened: 'open',
  'in progress': 'active',
  'in review': 'active',
  'in qe test': 'active',
  resolved: 'resolved',
  closed: 'closed',
  done: 'closed',
}
const byStatusCategory: Record<string, StatusCategory> = {
  new: 'open',
  indeterminate: 'active',
  done: 'closed',
}
const waiting = /\b(waiting|pending|on hold|blocked|needs? (more )?info(rmation)?|feedback|awaiting)\b/i

/** `categoryKey` is Jira's own: new, indeterminate or done. Done wins over words that sound like waiting. */
export function findStatusCategory(
  name: string,
  categoryKey: string | null | undefined,
): StatusCategory | undefined {
  const exact = statuses[fold(name)]
  if (exact !== undefined) return exact
  if (categoryKey !== 'done' && waiting.test(name)) return 'waiting'
  return byStatusCategory[categoryKey ?? '']
}

const resolutions: Record<string, Resolution> = {
  fixed: 'fixed',
  done: 'done',
  resolved: 'fixed',
  duplicate: 'duplicate',
  'cannot reproduce': 'unableToReproduce',
  "won't fix": 'wontFix',
  "won't do": 'wontFix',
  declined: 'wontFix',
  invalid: 'notABug',
  'not our bug': 'notABug',
  'not a bug': 'notABug',
  'works as designed': 'notABug',
  'needs more info': 'suspended',
  incomplete: 'suspended',
  hold: 'suspended',
  'cannot fix': 'notFixable',
}
const plainNames: Partial<Record<Resolution, string>> = {
  fixed: 'fixed',
  done: 'done',
  duplicate: 'duplicate',
  unableToReproduce: 'cannot reproduce',
  wontFix: "won't fix",
  notABug: 'not a bug',
}

export function findResolution(name: string): Resolution | undefined {
  return resolutions[fold(name)]
}

/** Whether the source's name says no more than the resolution does. */
export function isPlainResolution(name: string, resolution: Resolution): boolean {
  return plainNames[resolution] === fold(name)
}

const priorities: Record<string, Priority> = {
  critical: 'urgent',
  blocker: 'urgent',
  highest: 'urgent',
  high: 'high',
  major: 'high',
  medium: 'normal',
  normal: 'normal',
  low: 'low',
  minor: 'low',
  lowest: 'low',
  trivial: 'low',
  none: 'none',
}

export function findPriority(name: string): Priority | undefined {
  return priorities[fold(name)]
}

const severities: Record<string, Severity> = {blocker: 'block', critical: 'major', trivial: 'trivial'}

export function bugSeverity(priorityName: string | null | undefined): Severity {
  return severities[fold(priorityName ?? '')] ?? 'minor'
}

import {cleanFileName} from '../../core/files/clean-file-name.ts'
import {priorities, resolutions, severities, type Resolution} from '../../issues/tables.ts'
import {isOpen} from '../../workflow/tables.ts'
import {chooseStatus} from './choose-status.ts'
import type {CopyRow} from './copy-rows.ts'
import type {ImportTally} from './import-report.ts'
import type {KnownThings, KnownType} from './known-things.ts'
import type {MappedAttachment, MappedComment, MappedIssue} from './mapped.ts'
import {componentKey, cycleKey} from './write-catalogue.ts'
import {unknownPerson} from './write-people.ts'
import {cleanLabels} from './write-labels.ts'

/** What is added to an issue, which is new itself or came with an earlier run. */
export interface Additions {
  readonly issue: MappedIssue
  readonly comments: readonly MappedComment[]
  readonly attachments: readonly MappedAttachment[]
}

const maxTitle = 500

/** The row of a new issue. Everything it names is known; what does not fit is said in `tally`. */
export function issueRow(
  id: number,
  {issue, comments, attachments}: Additions,
  known: KnownThings,
  tally: ImportTally,
): CopyRow {
  const type = typeOf(issue, known)
  const status = chooseStatus(type, issue)
  const projectId = known.projects.get(issue.projectKey) ?? 0
  const endedAt = isOpen(status.category) ? null : (issue.resolvedAt ?? issue.updatedAt)
  const lastSprint = issue.sprints.at(-1)
  sayWhatChanged(issue, type.name, status.name, tally)
  return {
    id,
    project_id: projectId,
    number: issue.number,
    type_id: type.id,
    status_id: status.id,
    category: status.category,
    visibility: issue.securityLevel === null ? 'project' : 'private',
    priority: priorities.indexOf(issue.priority),
    severity: issue.severity === null ? null : severities.indexOf(issue.severity),
    reporter_id: personId(issue.reporterKey ?? issue.creatorKey, known),
    assignee_id: issue.assigneeKey === null ? null : personId(issue.assigneeKey, known),
    cycle_id:
      lastSprint === undefined ? null : (known.cycles.get(cycleKey(issue.projectKey, lastSprint)) ?? null),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    resolved_at: endedAt,
    closed_at: status.category === 'closed' ? endedAt : null,
    comment_count: comments.filter(({internal}) => !internal).length,
    note_count: comments.filter(({internal}) => internal).length,
    attachment_count: attachments.length,
    due_on: issue.dueDate,
    estimate_minutes: issue.estimateSeconds === null ? null : Math.round(issue.estimateSeconds / 60),
    resolution: endedAt === null ? null : resolutionOf(issue),
    labels: labelsOf(issue, projectId, known),
    component_ids: idsOf(issue.projectKey, issue.components, known.components),
    affects_version_ids: idsOf(issue.projectKey, issue.affectsVersions, known.versions),
    target_version_ids: idsOf(issue.projectKey, issue.targetVersions, known.versions),
    fixed_version_ids: idsOf(issue.projectKey, issue.fixedVersions, known.versions),
    title: shortTitle(titleOf(issue)),
    body: issue.title.length > maxTitle ? `${issue.title}\n\n${issue.body}` : issue.body,
    environment: issue.environment,
  }
}

export function commentRow(id: number, issueId: number, comment: MappedComment, known: KnownThings): CopyRow {
  return {
    id,
    issue_id: issueId,
    author_id: personId(comment.authorKey, known),
    body: comment.body,
    is_internal: comment.internal,
    channel: 'import',
    created_at: comment.createdAt,
    edited_at: comment.updatedAt > comment.createdAt ? comment.updatedAt : null,
  }
}

export function attachmentRow(
  id: number,
  issueId: number,
  attachment: MappedAttachment,
  known: KnownThings,
): CopyRow {
  return {
    id,
    issue_id: issueId,
    uploader_id: attachment.authorKey === null ? null : personId(attachment.authorKey, known),
    name: cleanFileName(attachment.fileName),
    mime: attachment.mediaType ?? 'application/octet-stream',
    size: attachment.size ?? 0,
    created_at: attachment.createdAt,
  }
}

/** Null where the source does not say who. */
export function personId(key: string | null, known: KnownThings): number {
  const id = known.people.get(key ?? unknownPerson.key)
  if (id === undefined) throw new Error(`Person "${key}" was not written before what they wrote`)
  return id
}

function typeOf({type}: MappedIssue, {types}: KnownThings): KnownType {
  const found = types.get(type)
  if (found === undefined) throw new Error(`There is no issue type "${type}"`)
  return found
}

function titleOf({notes, title}: MappedIssue): string {
  return notes.some(({kind}) => kind === 'noTitle') ? '(no title)' : title
}

function shortTitle(title: string): string {
  return title.length <= maxTitle ? title : `${title.slice(0, maxTitle - 1)}…`
}

function resolutionOf({resolution}: MappedIssue): Resolution {
  return resolutions.find((it) => it === resolution) ?? 'done'
}

function labelsOf(issue: MappedIssue, projectId: number, {labels}: KnownThings): string[] {
  const written = labels.get(projectId)
  return cleanLabels(issue.labels)
    .labels.map((label) => written?.get(label.toLowerCase()) ?? label)
    .toSorted()
}

type Named = Parameters<typeof componentKey>[1]

function idsOf(projectKey: string, things: readonly Named[], known: ReadonlyMap<string, number>): number[] {
  const ids = things
    .map((thing) => known.get(componentKey(projectKey, thing)))
    .filter((id) => id !== undefined)
  return [...new Set(ids)]
}

function sayWhatChanged(issue: MappedIssue, typeName: string, statusName: string, tally: ImportTally): void {
  const {key, resolution, resolutionName} = issue
  const isOver = issue.resolvedAt !== null
  tally.map('type', issue.typeName, typeName)
  tally.map('status', issue.status.name, statusName)
  if (issue.priorityName !== null) tally.map('priority', issue.priorityName, issue.priority)
  if (isOver && resolutionName !== null) tally.map('resolution', resolutionName, resolutionOf(issue))
  if (isOver && issue.resolutionAt === null && resolution === 'done' && resolutionName === null)
    tally.map('resolution', '(none)', 'done')
  if (!isOver && resolution !== 'open' && resolution !== 'reopened')
    tally.remark('unresolvedResolution', `${key} (${resolutionName ?? resolution})`)
  if (issue.notes.some(({kind}) => kind === 'noTitle')) tally.remark('noTitle', key)
  if (issue.title.length > maxTitle) tally.remark('longTitle', key)
  if (issue.reporterKey === null && issue.creatorKey === null) tally.remark('noReporter', key)
  if (issue.securityLevel !== null) tally.remark('restricted', `${key} (${issue.securityLevel})`)
  if (issue.sprints.length > 1) tally.remark('earlierSprints', key, issue.sprints.length - 1)
  for (const label of cleanLabels(issue.labels).changed) tally.remark('label', label)
  for (const {kind, detail} of issue.notes) {
    if (kind === 'droppedLink') tally.remark('linkNothing', `${key} (${detail})`)
    if (kind === 'missingComments') tally.remark('missingComments', key, Number(detail))
  }
  if (issue.votes > 0) tally.remark('votes', key, issue.votes)
  if (issue.watchers > 0) tally.remark('watchers', key, issue.watchers)
  if (issue.flagged) tally.remark('flagged', key)
  if (issue.worklogs.length > 0 || issue.spentSeconds !== null || issue.remainingSeconds !== null)
    tally.remark('workLogs', key)
}

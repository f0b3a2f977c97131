import {uniqueRelations, mapLink} from './map-links.ts'
import {PeopleCollector} from './map-people.ts'
import {mapComponent, mapVersion, toDay} from './map-project.ts'
import {
  bugSeverity,
  findIssueType,
  findPriority,
  findResolution,
  findStatusCategory,
  isPlainResolution,
} from './map-terms.ts'
import type {
  ImportNote,
  MappedAttachment,
  MappedComment,
  MappedIssue,
  MappedRelation,
  MappedSprint,
  MappedWorklog,
  Priority,
} from './mapped.ts'
import {richTextToMarkdown} from './rich-text-to-markdown.ts'
import type {JiraFields, JiraIssue, JiraSprint} from './schema.ts'
import type {WikiOptions} from './wiki-options.ts'

/** A Jira issue in Fettle's terms, its texts as Markdown. Pure; what could not be carried is in `notes`. */
export function mapIssue({id, key, fields}: JiraIssue, options: WikiOptions = {}): MappedIssue {
  const notes: ImportNote[] = []
  const people = new PeopleCollector()
  const type =
    findIssueType(fields.issuetype.name) ?? note(notes, 'unknownType', fields.issuetype.name, 'task')
  const createdAt = new Date(fields.created)
  return {
    sourceId: id,
    key,
    projectKey: key.slice(0, key.lastIndexOf('-')),
    projectName: fields.project.name ?? null,
    number: Number(key.slice(key.lastIndexOf('-') + 1)),
    type,
    typeName: fields.issuetype.name,
    title: mapTitle(key, fields, notes),
    body: richTextToMarkdown(fields.description, options),
    environment: richTextToMarkdown(fields.environment, options),
    ...mapState(fields, notes),
    priority: mapPriority(fields, notes),
    priorityName: fields.priority?.name ?? null,
    severity: type === 'bug' ? bugSeverity(fields.priority?.name) : null,
    labels: [...new Set(fields.labels)],
    components: (fields.components ?? []).map((component) => mapComponent(component, people)),
    ...mapVersions(fields),
    reporterKey: people.add(fields.reporter),
    creatorKey: people.add(fields.creator),
    assigneeKey: people.add(fields.assignee),
    createdAt,
    resolutionAt: toTime(fields.resolutiondate),
    updatedAt: fields.updated ? new Date(fields.updated) : createdAt,
    dueDate: toDay(fields.duedate),
    estimateSeconds: fields.timeoriginalestimate ?? null,
    remainingSeconds: fields.timeestimate ?? null,
    spentSeconds: fields.timespent ?? null,
    securityLevel: fields.security?.name ?? null,
    votes: fields.votes?.votes ?? 0,
    watchers: fields.watches?.watchCount ?? 0,
    flagged: fields.flagged ?? false,
    ...mapFamily(key, fields),
    sprints: mapSprints(fields),
    relations: mapLinks(key, fields, notes),
    comments: mapComments(fields, people, notes, options),
    attachments: mapAttachments(fields, people),
    worklogs: mapWorklogs(fields, people, options),
    people: people.all(),
    notes,
  }
}

function note<T>(notes: ImportNote[], kind: ImportNote['kind'], detail: string, instead: T): T {
  notes.push({kind, detail})
  return instead
}

function mapTitle(key: string, fields: JiraFields, notes: ImportNote[]): string {
  const title = fields.summary?.replace(/\s+/g, ' ').trim() ?? ''
  return title === '' ? note(notes, 'noTitle', key, key) : title
}

function mapState(
  {status, resolution, resolutiondate, updated, created}: JiraFields,
  notes: ImportNote[],
): Pick<MappedIssue, 'status' | 'resolution' | 'resolutionName' | 'resolvedAt'> {
  const category =
    findStatusCategory(status.name, status.statusCategory?.key) ??
    note(notes, 'unknownStatus', status.name, 'open')
  const isOver = category === 'resolved' || category === 'closed'
  const resolvedAt = isOver ? new Date(resolutiondate ?? updated ?? created) : null
  const base = {status: {name: status.name, category}, resolvedAt}

  if (resolution === null || resolution === undefined) {
    const reopened = status.name.trim().toLowerCase() === 'reopened'
    return {...base, resolution: isOver ? 'done' : reopened ? 'reopened' : 'open', resolutionName: null}
  }
  const found = findResolution(resolution.name) ?? note(notes, 'unknownResolution', resolution.name, 'done')
  const resolutionName = isPlainResolution(resolution.name, found) ? null : resolution.name
  return {...base, resolution: found, resolutionName}
}

function mapPriority({priority}: JiraFields, notes: ImportNote[]): Priority {
  if (priority === null || priority === undefined) return 'none'
  return findPriority(priority.name) ?? note(notes, 'unknownPriority', priority.name, 'normal')
}

/** Jira has one field for where a fix is wanted and where it came; which it is tells the resolution. */
function mapVersions({
  versions,
  fixVersions,
  resolution,
}: JiraFields): Pick<MappedIssue, 'affectsVersions' | 'targetVersions' | 'fixedVersions'> {
  const fix = (fixVersions ?? []).map(mapVersion)
  const kind = resolution === null || resolution === undefined ? 'open' : findResolution(resolution.name)
  const isFixed = kind === 'fixed' || kind === 'done' || kind === undefined
  return {
    affectsVersions: (versions ?? []).map(mapVersion),
    targetVersions: isFixed ? [] : fix,
    fixedVersions: isFixed ? fix : [],
  }
}

function mapFamily(
  key: string,
  {parent, epic, subtasks}: JiraFields,
): Pick<MappedIssue, 'parentKey' | 'childKeys'> {
  const candidates = [parent?.key, epic?.key]
  const parentKey = candidates.find((it) => it !== null && it !== undefined && it !== key) ?? null
  return {parentKey, childKeys: (subtasks ?? []).map((child) => child.key)}
}

function mapSprints({closedSprints, sprint}: JiraFields): MappedSprint[] {
  const sprints = [...(closedSprints ?? []), ...(sprint ? [sprint] : [])].map(mapSprint)
  return [...new Map(sprints.map((it) => [it.sourceId, it])).values()]
}

function mapSprint(sprint: JiraSprint): MappedSprint {
  const state = sprint.state?.toLowerCase()
  return {
    sourceId: sprint.id,
    name: sprint.name,
    state: state === 'closed' || state === 'active' ? state : 'future',
    goal: sprint.goal ?? null,
    boardId: sprint.originBoardId ?? null,
    startAt: toTime(sprint.startDate),
    endAt: toTime(sprint.endDate),
    completedAt: toTime(sprint.completeDate),
  }
}

function toTime(value: string | null | undefined): Date | null {
  const time = new Date(value ?? '')
  return Number.isNaN(time.getTime()) ? null : time
}

function mapLinks(key: string, {issuelinks}: JiraFields, notes: ImportNote[]): MappedRelation[] {
  const relations: MappedRelation[] = []
  for (const link of issuelinks ?? []) {
    const relation = mapLink(key, link)
    if (relation !== undefined) relations.push(relation)
    else note(notes, 'droppedLink', link.type.name, undefined)
  }
  return uniqueRelations(relations)
}

function mapComments(
  {comment}: JiraFields,
  people: PeopleCollector,
  notes: ImportNote[],
  options: WikiOptions,
): MappedComment[] {
  const missing = (comment?.total ?? 0) - (comment?.comments.length ?? 0)
  if (missing > 0) notes.push({kind: 'missingComments', detail: String(missing)})
  return (comment?.comments ?? []).map((it) => {
    const body = richTextToMarkdown(it.body, options)
    if (body === '') notes.push({kind: 'emptyComment', detail: it.id})
    return {
      sourceId: it.id,
      authorKey: people.add(it.author),
      body,
      internal: (it.visibility ?? null) !== null || it.jsdPublic === false,
      createdAt: new Date(it.created),
      updatedAt: new Date(it.updated ?? it.created),
      updatedByKey: people.add(it.updateAuthor),
    }
  })
}

function mapAttachments({attachment}: JiraFields, people: PeopleCollector): MappedAttachment[] {
  return (attachment ?? []).map((it) => ({
    sourceId: it.id,
    fileName: it.filename,
    authorKey: people.add(it.author),
    size: it.size ?? null,
    mediaType: it.mimeType ?? null,
    url: it.content ?? null,
    createdAt: new Date(it.created),
  }))
}

function mapWorklogs({worklog}: JiraFields, people: PeopleCollector, options: WikiOptions): MappedWorklog[] {
  return (worklog?.worklogs ?? []).map((it) => ({
    sourceId: it.id,
    authorKey: people.add(it.author),
    comment: richTextToMarkdown(it.comment, options),
    startedAt: toTime(it.started ?? it.created),
    seconds: it.timeSpentSeconds ?? 0,
  }))
}

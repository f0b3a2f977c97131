import {z} from 'zod'

const text = z.string().nullish()
const id = z.union([z.string(), z.number().transform(String)])
const time = z.string().refine((value) => !Number.isNaN(Date.parse(value)), 'is no date')
const seconds = z.number().nullish()

const adfSchema = z.looseObject({type: z.literal('doc'), content: z.array(z.unknown()).optional()})
/** Wiki markup (Jira Server, Data Center) or an Atlassian document (Jira Cloud). */
const richText = z.union([z.string(), adfSchema]).nullish()

const personSchema = z
  .object({
    name: text,
    key: text,
    accountId: text,
    displayName: text,
    emailAddress: text,
    active: z.boolean().nullish(),
    timeZone: text,
  })
  .nullish()

const named = z.object({id: id.nullish(), name: z.string()})

const statusSchema = z.object({name: z.string(), statusCategory: z.object({key: text, name: text}).nullish()})

const versionSchema = z.object({
  id: id.nullish(),
  name: z.string(),
  description: text,
  archived: z.boolean().nullish(),
  released: z.boolean().nullish(),
  startDate: text,
  releaseDate: text,
})

const componentSchema = z.object({id: id.nullish(), name: z.string(), description: text, lead: personSchema})

const attachmentSchema = z.object({
  id,
  filename: z.string(),
  author: personSchema,
  created: time,
  size: z.number().nullish(),
  mimeType: text,
  content: text,
})

const commentSchema = z.object({
  id,
  author: personSchema,
  body: richText,
  created: time,
  updated: time.nullish(),
  updateAuthor: personSchema,
  visibility: z.object({type: text, value: text}).nullish(),
  jsdPublic: z.boolean().nullish(),
})

const worklogSchema = z.object({
  id,
  author: personSchema,
  comment: richText,
  started: time.nullish(),
  created: time.nullish(),
  timeSpentSeconds: seconds,
})

const issueRef = z.object({id: id.nullish(), key: z.string()})

const linkSchema = z.object({
  id: id.nullish(),
  type: z.object({name: z.string(), inward: z.string(), outward: z.string()}),
  inwardIssue: issueRef.nullish(),
  outwardIssue: issueRef.nullish(),
})

const sprintSchema = z.object({
  id,
  name: z.string(),
  state: text,
  startDate: text,
  endDate: text,
  completeDate: text,
  goal: text,
  originBoardId: z.number().nullish(),
})

const fieldsSchema = z.object({
  project: z.object({id: id.nullish(), key: z.string(), name: text}),
  issuetype: z.object({name: z.string(), subtask: z.boolean().nullish()}),
  status: statusSchema,
  resolution: named.nullish(),
  security: named.nullish(),
  priority: named.nullish(),
  summary: text,
  description: richText,
  environment: richText,
  created: time,
  updated: time.nullish(),
  resolutiondate: time.nullish(),
  duedate: text,
  labels: z.array(z.string()).nullish(),
  components: z.array(componentSchema).nullish(),
  fixVersions: z.array(versionSchema).nullish(),
  versions: z.array(versionSchema).nullish(),
  reporter: personSchema,
  creator: personSchema,
  assignee: personSchema,
  attachment: z.array(attachmentSchema).nullish(),
  comment: z.object({comments: z.array(commentSchema), total: z.number().nullish()}).nullish(),
  worklog: z.object({worklogs: z.array(worklogSchema), total: z.number().nullish()}).nullish(),
  issuelinks: z.array(linkSchema).nullish(),
  subtasks: z.array(issueRef).nullish(),
  parent: issueRef.nullish(),
  epic: z.object({key: text, name: text}).nullish(),
  sprint: sprintSchema.nullish(),
  closedSprints: z.array(sprintSchema).nullish(),
  timeoriginalestimate: seconds,
  timeestimate: seconds,
  timespent: seconds,
  votes: z.object({votes: z.number().nullish()}).nullish(),
  watches: z.object({watchCount: z.number().nullish()}).nullish(),
  flagged: z.boolean().nullish(),
})

export const jiraIssueSchema = z.object({
  id,
  key: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/),
  fields: fieldsSchema,
})

export const jiraProjectSchema = z.object({
  id,
  key: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  name: text,
  description: text,
  url: text,
  lead: personSchema,
  components: z.array(componentSchema).nullish(),
  versions: z.array(versionSchema).nullish(),
  issueTypes: z.array(z.object({name: z.string(), subtask: z.boolean().nullish()})).nullish(),
})

export type JiraIssue = z.infer<typeof jiraIssueSchema>
export type JiraFields = JiraIssue['fields']
export type JiraProject = z.infer<typeof jiraProjectSchema>
export type JiraPerson = z.infer<typeof personSchema>
export type JiraVersion = z.infer<typeof versionSchema>
export type JiraComponent = z.infer<typeof componentSchema>
export type JiraLink = z.infer<typeof linkSchema>
export type JiraSprint = z.infer<typeof sprintSchema>
export type RichText = z.infer<typeof richText>

export type JiraLine =
  | {kind: 'issue'; issue: JiraIssue}
  | {kind: 'project'; project: JiraProject}
  | {kind: 'bad'; reason: string}

/** One line of an export: an issue has `fields`, a project has none. Never throws. */
export function parseJiraLine(line: string): JiraLine {
  let value: unknown
  try {
    value = JSON.parse(line, odd.test(line) ? withoutOdd : undefined)
  } catch (error) {
    return {
      kind: 'bad',
      reason: `Cannot read JSON: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
  if (typeof value === 'object' && value !== null && 'fields' in value) {
    const {data, error} = jiraIssueSchema.safeParse(value)
    return data === undefined ? bad('issue', value, error) : {kind: 'issue', issue: data}
  }
  const {data, error} = jiraProjectSchema.safeParse(value)
  return data === undefined ? bad('project', value, error) : {kind: 'project', project: data}
}

/** What a JSON text can hold and PostgreSQL cannot: U+0000 and half of a surrogate pair. */
const odd = /\\u(?:0000|d[89a-f])/i

function withoutOdd(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value
}

function bad(what: string, value: unknown, error: z.ZodError): JiraLine {
  const key = typeof value === 'object' && value !== null && 'key' in value ? ` ${String(value.key)}` : ''
  const issues = error.issues.slice(0, 3).map((it) => `${it.path.join('.')}: ${it.message}`)
  return {kind: 'bad', reason: `Cannot read ${what}${key}: ${issues.join('; ')}`}
}

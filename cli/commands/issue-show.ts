import {apiClient, dataOf, type ApiClient, type Schemas, type ServerOptions} from '../api-client.ts'
import {print, printable, printJson, styled} from '../output.ts'
import {tableLines} from '../table.ts'

export interface ShowArguments extends ServerOptions {
  comments?: boolean
}

type Issue = Schemas['Issue']
type Comment = Schemas['Comment']

export async function issueShow(key: string, options: ShowArguments): Promise<void> {
  const client = apiClient(options)
  const issue = dataOf(await client.GET('/api/v1/issues/{key}', {params: {path: {key}}}))
  const comments = options.comments === true ? await allComments(client, issue.key) : undefined
  if (options.json === true) return printJson(comments === undefined ? issue : {...issue, comments})
  printIssue(issue)
  for (const comment of comments ?? []) printComment(comment)
}

async function allComments(client: ApiClient, key: string): Promise<Comment[]> {
  const comments: Comment[] = []
  let cursor: string | undefined
  do {
    const query = {limit: 200, ...(cursor === undefined ? {} : {cursor})}
    const page = dataOf(await client.GET('/api/v1/issues/{key}/comments', {params: {path: {key}, query}}))
    comments.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return comments
}

function printIssue(issue: Issue): void {
  print(styled('bold', printable(`${issue.key}  ${issue.title}`)))
  const fields = fieldsOf(issue).filter(([, value]) => value !== '')
  for (const line of tableLines(fields, undefined)) print(printable(line))
  printText('', issue.body)
  printText('Steps to reproduce', issue.steps)
  printText('Expected', issue.expected)
  printText('Actual', issue.actual)
  printText('Environment', issue.environment)
}

function fieldsOf(issue: Issue): [string, string][] {
  const {resolution, status, milestone, cycle, parent} = issue
  return [
    ['Type', issue.type.name],
    ['Status', resolution === null ? status.name : `${status.name} (${resolution})`],
    ['Priority', issue.priority === 'none' ? '' : issue.priority],
    ['Severity', issue.severity ?? ''],
    ['Reproducible', issue.reproducibility ?? ''],
    ['Reporter', issue.reporter.name],
    ['Assignee', issue.assignee?.name ?? ''],
    ['Labels', issue.labels.join(', ')],
    ['Components', names(issue.components)],
    ['Affects', names(issue.affectsVersions)],
    ['Target', names(issue.targetVersions)],
    ['Fixed in', names(issue.fixedVersions)],
    ['Milestone', milestone?.name ?? ''],
    ['Cycle', cycle?.name ?? ''],
    ['Parent', parent === null ? '' : `${parent.key}  ${parent.title}`],
    ['Due', issue.dueOn ?? ''],
    ['Visibility', issue.visibility === 'project' ? '' : issue.visibility],
    ['Created', timeText(issue.createdAt)],
    ['Updated', timeText(issue.updatedAt)],
    ['Comments', issue.commentCount === 0 ? '' : String(issue.commentCount)],
  ]
}

function names(items: readonly {name: string}[]): string {
  return items.map(({name}) => name).join(', ')
}

function printComment({author, createdAt, isInternal, body}: Comment): void {
  const heading = `${author.name}, ${timeText(createdAt)}${isInternal ? ' (internal)' : ''}`
  printText(heading, body)
}

function printText(heading: string, text: string): void {
  if (text === '') return
  print('')
  if (heading !== '') print(styled('bold', printable(heading)))
  print(printable(text))
}

/** In the time zone of the reader. */
function timeText(iso: string): string {
  return new Date(iso).toLocaleString('sv', {dateStyle: 'short', timeStyle: 'short'})
}

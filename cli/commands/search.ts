import {apiClient, dataOf, type ServerOptions} from '../api-client.ts'
import {timeZone} from '../find-issues.ts'
import {note, print, printable, printJson, styled} from '../output.ts'
import {tableLines} from '../table.ts'

export interface SearchArguments extends ServerOptions {
  readonly kinds?: string
  readonly limit: number
}

type Found = Awaited<ReturnType<typeof find>>
type FoundIssue = Found['issues']['items'][number]
type Marks = FoundIssue['titleMarks']

export async function search(q: string, options: SearchArguments): Promise<void> {
  const found = await find(q, options)
  if (options.json === true) printJson(found)
  else printFound(q, found)
}

async function find(q: string, {kinds, limit, ...options}: SearchArguments) {
  const query = {q, limit, timeZone: timeZone(), ...(kinds === undefined ? {} : {kinds})}
  return dataOf(await apiClient(options).GET('/api/v1/search', {params: {query}}))
}

function printFound(q: string, {correctedTo, issues, ...others}: Found): void {
  if (correctedTo !== null)
    note(`Nothing is found for "${q}"; this is what "${printable(correctedTo)}" finds`)
  for (const issue of issues.items) printIssue(issue)
  const named = namedRows(others)
  for (const line of tableLines(named, process.stdout.columns)) print(line)
  if (issues.items.length + named.length === 0) note('Nothing is found')
  if (issues.hasMore) note(`There are more than ${issues.items.length} issues: ask with --limit`)
}

function printIssue({key, status, title, titleMarks, snippet}: FoundIssue): void {
  print(`${key}  ${marked(title, titleMarks)}  (${printable(status.name)})`)
  if (snippet !== null) print(`    ${marked(snippet.text, snippet.marks)}`)
}

function namedRows({people, projects, labels, views}: Omit<Found, 'correctedTo' | 'issues'>): string[][] {
  const rows = [
    ...people.map(({name, login}) => ['person', name, login === null ? '' : `@${login}`]),
    ...projects.map(({key, name}) => ['project', key, name]),
    ...labels.map(({name, project}) => ['label', name, project ?? '']),
    ...views.map(({name, query}) => ['view', name, query]),
  ]
  return rows.map((row) => row.map(printable))
}

/** What was looked for stands out on a terminal; the text is one line. */
function marked(text: string, marks: Marks): string {
  let line = ''
  let at = 0
  for (const [start = 0, end = 0] of marks) {
    line += oneLine(text.slice(at, start)) + styled('bold', oneLine(text.slice(start, end)))
    at = end
  }
  return line + oneLine(text.slice(at))
}

function oneLine(text: string): string {
  return printable(text.replaceAll(/\s+/g, ' '))
}

import {apiClient, dataOf, type Schemas, type ServerOptions} from './api-client.ts'
import {note, print, printable, printJson} from './output.ts'
import {tableLines} from './table.ts'

export interface FindArguments extends ServerOptions {
  readonly limit: number
  readonly all?: boolean
}

type Row = Schemas['IssueRow']

const pageSize = 200

/** Prints the issues of a query, one a line. */
export async function printIssues(query: string, options: FindArguments): Promise<void> {
  const most = options.all === true ? Infinity : options.limit
  const {items, hasMore} = await findIssues(query, most, options)
  if (options.json === true) return printJson(items)
  for (const line of tableLines(items.map(cellsOf), process.stdout.columns)) print(line)
  if (items.length === 0) note('No issue is found')
  if (hasMore) note(`There are more than ${items.length}: ask with --limit or --all`)
}

async function findIssues(
  q: string,
  most: number,
  options: ServerOptions,
): Promise<{items: Row[]; hasMore: boolean}> {
  const client = apiClient(options)
  const items: Row[] = []
  let cursor: string | undefined
  do {
    const limit = Math.min(pageSize, most - items.length)
    const query = {q, limit, timeZone: timeZone(), ...(cursor === undefined ? {} : {cursor})}
    const page = dataOf(await client.GET('/api/v1/issues', {params: {query}}))
    items.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && items.length < most)
  return {items, hasMore: cursor !== undefined}
}

/** Where the days of a query begin and end for who asks. */
export function timeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function cellsOf({key, type, status, severity, priority, assignee, updatedAt, title}: Row): string[] {
  const weight = severity ?? (priority === 'none' ? '' : priority)
  const cells = [key, type, status.name, weight, assignee?.name ?? '', updatedAt.slice(0, 10), title]
  return cells.map(printable)
}

import {sql, type RawBuilder} from 'kysely'
import type {Context} from '../core/context.ts'
import {listIssues} from '../issues/find/list-issues.ts'
import {seesIssue} from '../issues/visible-issues.ts'
import type {Wanted} from './complete-query.ts'
import type {CompletionItem} from './schemas.ts'

const mostIssues = 10

/** Issues that the actor sees whose key begins with what is written, or whose title has the words. */
export async function issueValues(ctx: Context, wanted: Wanted): Promise<CompletionItem[]> {
  const limit = Math.min(wanted.limit, mostIssues)
  const key = readKeyStart(wanted.prefix.trim())
  if (key === null) return byTitle(ctx, wanted, limit)
  const projectIds = key.project === null ? wanted.projectIds : idsOf(ctx, key.project)
  const issues = await selectByNumber(ctx, projectIds, key.digits, limit).execute(ctx.db)
  return issues.rows.map(itemOf)
}

interface KeyStart {
  readonly project: string | null
  readonly digits: string
}

/** `WEB-4`, `WEB-`, `#4`, `4` */
function readKeyStart(prefix: string): KeyStart | null {
  const [whole, project = null, digits = ''] = /^(?:([a-z][a-z0-9]{1,9})-|#)?(\d{0,9})$/i.exec(prefix) ?? []
  return whole === undefined ? null : {project, digits}
}

function idsOf({actor}: Context, project: string): number[] {
  const id = actor.projectIds.get(project.toUpperCase())
  return id === undefined ? [] : [id]
}

interface IssueName {
  key: string
  title: string
}

/** The very number first, and then what was changed last. */
function selectByNumber(
  {actor}: Context,
  projectIds: readonly number[] | null,
  digits: string,
  limit: number,
): RawBuilder<IssueName> {
  const inProjects = projectIds === null ? sql`true` : sql`issue.project_id = any(${[...projectIds]})`
  // As ranges of numbers, which the index of keys serves: 4, 40 to 49, 400 to 499.
  const ranges = Array.from({length: Math.max(1, 9 - digits.length)}, (_, zeros) => {
    const least = Number(digits) * 10 ** zeros
    return sql`issue.number between ${least} and ${least + 10 ** zeros - 1}`
  })
  const isBegun = digits === '' ? sql`true` : sql`(${sql.join(ranges, sql` or `)})`
  const isThis = digits === '' ? sql`` : sql`issue.number = ${Number(digits)} desc,`
  return sql<IssueName>`
    select project.key || '-' || issue.number as key, issue.title
    from issue join project on project.id = issue.project_id
    where issue.deleted_at is null and ${seesIssue(actor)} and ${inProjects} and ${isBegun}
    order by ${isThis} issue.updated_at desc, issue.id desc limit ${limit}`
}

async function byTitle(ctx: Context, {prefix, projectIds}: Wanted, limit: number): Promise<CompletionItem[]> {
  const words = prefix.match(/[\p{L}\p{M}\p{N}]+/gu)?.slice(0, 10) ?? []
  if (words.length === 0) return []
  const q = [...projectFilter(ctx, projectIds), 'in:title', ...words.map(asText)].join(' ')
  const page = JSON.parse(await listIssues(ctx, {q, timeZone: 'UTC', limit})) as {items: IssueName[]}
  return page.items.map(itemOf)
}

function projectFilter({actor}: Context, projectIds: readonly number[] | null): string[] {
  if (projectIds === null) return []
  const keys = [...actor.projectIds].filter(([, id]) => projectIds.includes(id)).map(([key]) => key)
  return [`project:${keys.join(',')}`]
}

/** OR is a word here. */
function asText(word: string): string {
  return word.toLowerCase()
}

function itemOf({key, title}: IssueName): CompletionItem {
  return {text: key, label: key, says: title, kind: 'issue'}
}

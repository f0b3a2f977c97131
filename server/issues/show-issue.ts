import {sql} from 'kysely'
import {z} from 'zod'
import {firstComments, readCommentPage, type CommentPageRow} from '../comments/comment-json.ts'
import {commentPageText, withHtml} from '../comments/list-comments.ts'
import {commentSchema} from '../comments/schemas.ts'
import type {Actor} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import {createPlans, planOf} from '../core/database/plans.ts'
import {pageOf} from '../core/http/cursor.ts'
import {getParsedKey, type ParsedKey} from './issue-key.ts'
import {getIssueSubject} from './issue-subject.ts'
import {viewColumns, viewTables, type ViewRow} from './issue-view.ts'
import {mayOnIssue, permissionsOn, type IssueRightsSubject} from './permissions.ts'
import {renderText} from './render-text.ts'
import {issueSchema, type IssueView} from './schemas.ts'
import {seesIssue} from './visible-issues.ts'

/** What goes along with an issue when it is asked for. */
const inclusions = ['comments', 'html'] as const
type Inclusion = (typeof inclusions)[number]

export const inclusionsSchema = z
  .string()
  .default('')
  .transform((list) => list.split(',').filter((name) => name !== ''))
  .pipe(z.array(z.enum(inclusions)))
  .meta({
    description:
      'comments adds the first 20, html adds the texts as safe HTML: include=comments,html has both',
  })

export const shownIssueSchema = issueSchema
  .extend({
    comments: pageOf(commentSchema).optional().meta({description: 'The oldest ones, with include=comments'}),
  })
  .meta({id: 'ShownIssue'})

const commentLimit = 20

export interface ShownIssue {
  version: number
  /** The issue as JSON. */
  text: string
}

/**
 * An issue with its first comments and its texts as HTML where they are asked for, read in one statement.
 * What needs no rendering is sent as PostgreSQL wrote it.
 *
 * @returns undefined when the actor sees no issue that has this key now: it may be a former one
 */
export async function findShownIssue(
  {db, actor, services}: Pick<Context, 'db' | 'actor' | 'services'>,
  key: string,
  include: readonly Inclusion[],
): Promise<ShownIssue | undefined> {
  const parsed = getParsedKey(key)
  const subject = await rightsByKey({db, actor}, parsed, key)
  const withComments = include.includes('comments')
  const compile = (number: number) => statement(actor, subject, {...parsed, number}, withComments).compile(db)
  // Only a contact's rights differ from issue to issue; for others the statement differs by its number alone.
  const plan =
    actor.kind === 'contact'
      ? planOf(compile(parsed.number))
      : plans(actor, `${parsed.projectKey} ${withComments}`, () => compile(anyNumber))
  const values = plan.values.map((value) => (value === anyNumber ? parsed.number : value))
  const {rows} = await services.pool.query<ViewRow & CommentPageRow>({text: plan.text, values})
  const [row] = rows
  return row === undefined ? undefined : {version: row.version, text: textOf(actor, row, include)}
}

const plans = createPlans()
/** Stands for the number of an issue in a remembered statement; no parameter is ever it. */
const anyNumber = -1

function statement(
  actor: Actor,
  subject: IssueRightsSubject,
  {projectKey, number}: ParsedKey,
  withComments: boolean,
) {
  const seesNotes = mayOnIssue(actor, 'comment.viewInternal', subject)
  const comments = withComments
    ? sql`lateral (${firstComments(actor, {...subject, id: sql.ref('issue.id')}, commentLimit)})`
    : sql`(select)`
  return sql<ViewRow & CommentPageRow>`
    select ${viewColumns(actor, seesNotes)}, comments.*
    from ${viewTables} cross join ${comments} comments
    where project.key = ${projectKey} and issue.number = ${number} and issue.deleted_at is null
      and ${seesIssue(actor, subject.project_id === 0 ? undefined : subject.project_id)}`
}

/**
 * What the actor is to the issue. Only a customer's contact may be more than their standing in the project makes
 * them, so that for everybody else the key says enough.
 */
async function rightsByKey(
  {db, actor}: Pick<Context, 'db' | 'actor'>,
  {projectKey}: ParsedKey,
  key: string,
): Promise<IssueRightsSubject> {
  if (actor.kind === 'contact') return getIssueSubject(db, actor, key)
  return {project_id: actor.projectIds.get(projectKey) ?? 0, reporter_id: 0, reporterCompanyId: null}
}

function textOf(actor: Actor, row: ViewRow & CommentPageRow, include: readonly Inclusion[]): string {
  const hasHtml = include.includes('html')
  const can = `,"can":${JSON.stringify(permissionsOn(actor, row))}`
  const html = hasHtml
    ? `,"html":${JSON.stringify(renderTexts(actor, JSON.parse(row.json) as IssueView))}`
    : ''
  return `${row.json.slice(0, -1)}${can}${html}${commentsOf(actor, row, include)}}`
}

function commentsOf(actor: Actor, row: CommentPageRow, include: readonly Inclusion[]): string {
  if (!include.includes('comments')) return ''
  const page = readCommentPage(row)
  return `,"comments":${commentPageText(include.includes('html') ? withHtml(actor, page) : page)}`
}

function renderTexts(actor: Actor, issue: IssueView) {
  return {
    body: renderText(actor, issue.body),
    steps: renderText(actor, issue.steps),
    expected: renderText(actor, issue.expected),
    actual: renderText(actor, issue.actual),
    environment: renderText(actor, issue.environment),
  }
}

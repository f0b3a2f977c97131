import {z} from 'zod'
import type {Actor} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import {pageOf} from '../core/http/cursor.ts'
import {commentPage, readCommentPage} from '../comments/comment-json.ts'
import {commentPageText, withHtml} from '../comments/list-comments.ts'
import {commentSchema} from '../comments/schemas.ts'
import {viewIssue, viewIssueWith} from './issue-view.ts'
import type {IssueRecord} from './queries.ts'
import {renderText} from './render-text.ts'
import {issueSchema, type IssueView} from './schemas.ts'

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

const firstComments = {order: 'oldest', limit: 20} as const

/**
 * An issue as the text of its JSON, with its first comments and its texts as HTML where they are asked for.
 * The comments are sent as PostgreSQL wrote them.
 */
export async function showIssue(
  {db, actor}: Context,
  issue: IssueRecord,
  include: readonly Inclusion[],
): Promise<string> {
  if (!include.includes('comments')) {
    const view = await viewIssue(db, actor, issue)
    return issueText(actor, issue, view, include)
  }
  const {view, row} = await viewIssueWith(db, actor, issue, commentPage(actor, issue, firstComments))
  const page = readCommentPage(row)
  const comments = commentPageText(include.includes('html') ? withHtml(actor, page) : page)
  return `${issueText(actor, issue, view, include).slice(0, -1)},"comments":${comments}}`
}

function issueText(actor: Actor, issue: IssueRecord, view: IssueView, include: readonly Inclusion[]): string {
  return JSON.stringify(include.includes('html') ? {...view, html: renderTexts(actor, issue)} : view)
}

function renderTexts(actor: Actor, issue: IssueRecord) {
  return {
    body: renderText(actor, issue.body),
    steps: renderText(actor, issue.steps),
    expected: renderText(actor, issue.expected),
    actual: renderText(actor, issue.actual),
    environment: renderText(actor, issue.environment),
  }
}

import type {Actor} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import {getIssueSubject} from '../issues/issue-subject.ts'
import {renderText} from '../issues/render-text.ts'
import {pageOfComments, type CommentPage, type CommentPageOptions} from './comment-json.ts'
import type {CommentView} from './schemas.ts'

export interface ListComments extends CommentPageOptions {
  /** Key of the issue. */
  key: string
  withHtml: boolean
}

/** A page of an issue's comments, as the text of its JSON. */
export async function listComments({db, actor}: Context, input: ListComments): Promise<string> {
  const issue = await getIssueSubject(db, actor, input.key)
  const page = await pageOfComments(db, actor, issue, input)
  return commentPageText(input.withHtml ? withHtml(actor, page) : page)
}

export function commentPageText({items, nextCursor}: CommentPage): string {
  return `{"items":${items},"nextCursor":${JSON.stringify(nextCursor)}}`
}

/** The same page, each comment with its body as HTML. */
export function withHtml(actor: Actor, page: CommentPage): CommentPage {
  const comments = JSON.parse(page.items) as CommentView[]
  const rendered = comments.map((comment) => ({...comment, html: renderText(actor, comment.body)}))
  return {...page, items: JSON.stringify(rendered)}
}

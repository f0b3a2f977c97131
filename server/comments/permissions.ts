import {hasScope, type Actor} from '../core/actor.ts'
import {refusal} from '../core/rights.ts'
import {mayOnIssue, type IssueRightsSubject} from '../issues/permissions.ts'

/** Whether the actor may change and remove their own comments on this issue, and those of others. */
export function rightsOnComments(
  actor: Actor,
  issue: IssueRightsSubject,
): {mayChangeOwn: boolean; mayModerate: boolean} {
  const mayWrite = hasScope(actor, 'write')
  return {
    mayChangeOwn: mayWrite && actor.personId !== null && mayOnIssue(actor, 'comment.changeOwn', issue),
    mayModerate: mayWrite && mayOnIssue(actor, 'comment.moderate', issue),
  }
}

/** @throws AppError `forbidden` for who neither wrote the comment nor moderates here */
export function assertMayChangeComment(actor: Actor, issue: IssueRightsSubject, authorId: number): void {
  const {mayChangeOwn, mayModerate} = rightsOnComments(actor, issue)
  if (mayModerate || (mayChangeOwn && authorId === actor.personId)) return
  throw refusal(actor, authorId === actor.personId ? 'comment.changeOwn' : 'comment.moderate')
}

import {hasScope, standingIn, type Actor} from '../core/actor.ts'
import {refusal, refusalText, standingGives, type Right} from '../core/rights.ts'
import type {IssueRecord} from './queries.ts'
import type {IssueView} from './schemas.ts'

/** As much of an issue as rights on it depend on. */
export type IssueRightsSubject = Pick<IssueRecord, 'project_id' | 'reporter_id' | 'reporterCompanyId'>

/**
 * Whether somebody who sees this issue has a right on it: by their standing in the project, as its
 * reporter, or as the customer's contact whose issue (or whose company's issue) it is.
 */
export function mayOnIssue(actor: Actor, right: Right, issue: IssueRightsSubject): boolean {
  if (actor.isAdmin || standingGives(right, standingIn(actor, issue.project_id))) return true
  if (rightsOfReporter.has(right) && isReporter(actor, issue)) return true
  return (
    rightsOfContact.has(right) &&
    actor.kind === 'contact' &&
    (isReporter(actor, issue) || isOfCompany(actor, issue))
  )
}

/** @throws AppError `forbidden`, or `unauthenticated` for who has not signed in */
export function assertMayOnIssue(actor: Actor, right: Right, issue: IssueRightsSubject): void {
  if (!mayOnIssue(actor, right, issue)) throw refusal(actor, right)
}

const rightsOfReporter: ReadonlySet<Right> = new Set(['issue.changeText'])

const rightsOfContact: ReadonlySet<Right> = new Set([
  'issue.watch',
  'issue.vote',
  'comment.add',
  'comment.changeOwn',
  'attachment.add',
  'attachment.removeOwn',
])

function isReporter({personId}: Actor, issue: IssueRightsSubject): boolean {
  return personId !== null && personId === issue.reporter_id
}

function isOfCompany({companyId}: Actor, issue: IssueRightsSubject): boolean {
  return companyId !== null && companyId === issue.reporterCompanyId
}

/** What the reader may do with an issue, and why not: the interface greys a button and says so. */
export function permissionsOn(
  actor: Actor,
  issue: IssueRightsSubject & Pick<IssueRecord, 'projectArchivedAt' | 'projectKey'>,
): IssueView['can'] {
  const can = (right: Right) => {
    if (!hasScope(actor, 'write')) return {allowed: false, reason: 'This key may only read'}
    if (issue.projectArchivedAt !== null)
      return {allowed: false, reason: `The project ${issue.projectKey} is archived`}
    const allowed = mayOnIssue(actor, right, issue)
    return {allowed, reason: allowed ? null : refusalText(actor, right)}
  }
  return {
    change: can('issue.change'),
    changeText: can('issue.changeText'),
    comment: can('comment.add'),
    addNote: can('comment.addInternal'),
    attach: can('attachment.add'),
    watch: can('issue.watch'),
    vote: can('issue.vote'),
    relate: can('relation.change'),
    move: can('issue.move'),
    delete: can('issue.delete'),
  }
}

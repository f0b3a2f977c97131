import {hasScope, type Actor} from '../core/actor.ts'
import {AppError} from '../core/errors.ts'
import {may, refusal, type Right} from '../core/rights.ts'
import type {ProjectRecord} from './queries.ts'
import type {ProjectView} from './schemas.ts'

/** What the reader may do in a project, and why not: the interface greys a button and says so. */
export function permissionsIn(
  actor: Actor,
  project: Pick<ProjectRecord, 'id' | 'key' | 'archived_at'>,
): ProjectView['can'] {
  const can = (right: Right) => {
    if (!hasScope(actor, 'write')) return refused('This key may only read')
    return may(actor, right, project.id)
      ? {allowed: true, reason: null}
      : refused(refusal(actor, right).message)
  }
  const canWrite = (right: Right) => {
    const permission = can(right)
    if (!permission.allowed || project.archived_at === null) return permission
    return refused(`The project ${project.key} is archived`)
  }
  return {
    createIssue: canWrite('issue.create'),
    change: can('project.change'),
    archive: can('project.archive'),
    renameKey: can('project.renameKey'),
    members: can('project.members'),
    catalogue: canWrite('project.catalogue'),
    labels: canWrite('label.change'),
    viewPeople: maySeePeople(actor, project.id)
      ? {allowed: true, reason: null}
      : refused(peopleRefusal(actor).message),
  }
}

/** Customers' contacts and visitors know people only from the issues they see. */
export function maySeePeople(actor: Actor, projectId: number): boolean {
  return actor.kind !== 'contact' && may(actor, 'project.viewPeople', projectId)
}

/** @throws AppError `forbidden`, or `unauthenticated` for who has not signed in */
export function assertMaySeePeople(actor: Actor, projectId: number): void {
  if (!maySeePeople(actor, projectId)) throw peopleRefusal(actor)
}

function peopleRefusal(actor: Actor): AppError {
  return actor.kind === 'contact'
    ? new AppError(
        'forbidden',
        'You may not see who works in a project: contacts see the people of their issues',
      )
    : refusal(actor, 'project.viewPeople')
}

function refused(reason: string): {allowed: boolean; reason: string} {
  return {allowed: false, reason}
}

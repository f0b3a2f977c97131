import {hasScope, type Actor} from '../core/actor.ts'
import {AppError} from '../core/errors.ts'
import {may, refusal, type Right} from '../core/rights.ts'
import type {View} from './schemas.ts'
import type {ViewRecord} from './queries.ts'

/** What a shared view takes: it belongs to who shares views there, and not to its owner alone. */
export function rightToShare(projectId: number | null): Right {
  return projectId === null ? 'view.shareGlobal' : 'view.share'
}

/**
 * Whether somebody who sees the view may change and delete it.
 *
 * @throws AppError `forbidden`, or `conflict` when it is shared in an archived project
 */
export function assertMayChange(actor: Actor, view: ViewRecord): void {
  const refused = refusalOf(actor, view)
  if (refused !== null) throw refused
}

export function permissionsOn(actor: Actor, view: ViewRecord): View['can'] {
  const refused = hasScope(actor, 'write')
    ? refusalOf(actor, view)
    : new AppError('forbidden', 'This key may only read')
  return {change: {allowed: refused === null, reason: refused?.message ?? null}}
}

function refusalOf(
  actor: Actor,
  {is_shared, project_id, projectKey, projectArchivedAt}: ViewRecord,
): AppError | null {
  if (!is_shared) return null
  const right = rightToShare(project_id)
  if (!may(actor, right, project_id)) return refusal(actor, right)
  if (projectArchivedAt === null) return null
  return new AppError('conflict', `Cannot change views in ${projectKey}: the project is archived`)
}

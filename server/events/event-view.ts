import {z} from 'zod'
import {standingIn, type Actor} from '../core/actor.ts'
import {doors} from '../core/context.ts'
import {isAtLeast} from '../core/roles.ts'
import type {VisibleEvent} from './visible-events.ts'

export const eventSchema = z
  .object({
    id: z.int(),
    at: z.iso.datetime({offset: true}),
    kind: z.string().meta({description: 'Such as issue.changed'}),
    via: z.enum(doors),
    actor: z.object({id: z.int(), name: z.string()}).nullable(),
    project: z.string().nullable().meta({description: 'Key'}),
    issue: z.string().nullable().meta({description: 'Key'}),
    commentId: z.int().nullable(),
    payload: z
      .record(z.string(), z.unknown())
      .meta({description: 'With `changes`, the fields that changed; texts without their values'}),
  })
  .meta({id: 'Event'})
export type EventView = z.infer<typeof eventSchema>

/** An event as it leaves the server, for this reader. */
export function viewEvent(actor: Actor, event: VisibleEvent): EventView {
  return {
    id: event.id,
    at: event.at.toISOString(),
    kind: event.kind,
    via: event.via as EventView['via'],
    actor: event.actor,
    project: event.project,
    issue: event.issue,
    commentId: event.commentId,
    payload: safePayload(actor, event),
  }
}

/**
 * What of the payload this reader may see. Values that could name what is hidden from them, and texts,
 * which may be long or taken back since, are left out: who wants them reads the issue.
 */
function safePayload(actor: Actor, {kind, payload, projectId}: VisibleEvent): Record<string, unknown> {
  const {changes, ...rest} = payload
  const safe = changes === undefined ? rest : {...rest, changes: safeChanges(changes)}
  if (kind === 'issue.moved') return {to: safe['to']}
  // Not even the name that it had before: it may have been personal then.
  if (kind === 'view.changed') return {...rest, changes: withoutValues(changes)}
  if (kind.startsWith('watcher.')) return seesPeople(actor, projectId) ? safe : {}
  return safe
}

const plainFields: ReadonlySet<string> = new Set([
  'title',
  'type',
  'status',
  'resolution',
  'priority',
  'severity',
  'reproducibility',
  'visibility',
  'labels',
  'assignee',
  'reporter',
  'components',
  'affectsVersions',
  'targetVersions',
  'fixedVersions',
  'milestone',
  'cycle',
  'startOn',
  'dueOn',
  'estimateMinutes',
  'isInternal',
  'name',
])

function safeChanges(changes: unknown): Record<string, unknown> {
  if (typeof changes !== 'object' || changes === null) return {}
  return Object.fromEntries(
    Object.entries(changes).map(([field, change]) => [field, plainFields.has(field) ? change : {}]),
  )
}

function withoutValues(changes: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.keys(changes ?? {}).map((field) => [field, {}]))
}

function seesPeople(actor: Actor, projectId: number | null): boolean {
  return actor.isAdmin || (projectId !== null && isAtLeast(standingIn(actor, projectId), 'viewer'))
}

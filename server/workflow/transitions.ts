import type {Selectable} from 'kysely'
import type {Db} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {isAtLeast, type Standing} from '../core/roles.ts'
import type {StatusRecord} from './queries.ts'
import type {TransitionTable} from './tables.ts'

export type TransitionRecord = Selectable<TransitionTable>

type Status = Pick<StatusRecord, 'id' | 'name' | 'workflow_id'>

export interface StatusChange {
  readonly from: Status
  readonly to: Status
  /** What the actor is in the project; an administrator is a maintainer. */
  readonly role: Standing
  /** The issue as it will be, by the names its view has: `resolution`, `assignee`, `fixedVersions`, … */
  readonly fields: Readonly<Record<string, unknown>>
  /** What is attempted, for the refusal, such as `close WEB-42`. */
  readonly action?: string
}

/**
 * The rule for a change of status: `free` where a workflow has no transitions (then every change is
 * allowed), undefined where it has some, but not this one.
 */
export async function findTransition(
  db: Db,
  {from, to}: Pick<StatusChange, 'from' | 'to'>,
): Promise<TransitionRecord | 'free' | undefined> {
  const transitions = await db
    .selectFrom('transition')
    .selectAll()
    .where('workflow_id', '=', to.workflow_id)
    .execute()
  if (transitions.length === 0) return 'free'
  return transitions.find(
    ({from_status_id, to_status_id}) => from_status_id === from.id && to_status_id === to.id,
  )
}

/**
 * Staying in a status is always allowed. When the type changes, and the workflow with it, there is no
 * transition to follow: any status of the new workflow may be taken.
 *
 * @throws AppError `conflict` without such a transition, `forbidden` for a role below the one it takes,
 *   `invalid` that points at a field it needs
 */
export async function assertTransition(
  db: Db,
  {from, to, role, fields, action = 'change the status'}: StatusChange,
): Promise<void> {
  if (from.id === to.id || from.workflow_id !== to.workflow_id) return
  const transition = await findTransition(db, {from, to})
  if (transition === 'free') return
  if (transition === undefined)
    throw new AppError(
      'conflict',
      `Cannot ${action}: status "${from.name}" has no transition to "${to.name}"`,
      {pointer: '/status'},
    )
  if (transition.least_role !== null && !isAtLeast(role, transition.least_role))
    throw new AppError(
      'forbidden',
      `Cannot ${action}: from "${from.name}" to "${to.name}" takes the role ${transition.least_role} in this project`,
    )
  const missing = transition.required_fields.find((name) => isEmpty(fields[name]))
  if (missing !== undefined)
    throw new AppError(
      'invalid',
      `Cannot ${action}: from "${from.name}" to "${to.name}" needs the field ${missing}`,
      {pointer: `/${missing}`},
    )
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === '' || value === 'none'
  return Array.isArray(value) && value.length === 0
}

import type {Generated} from 'kysely'
import type {Id, Json, Optional} from '../core/database/row.ts'
import type {Role} from '../core/roles.ts'

/** The kinds are never mixed in a number: a type belongs to one of them. */
export const kinds = ['defect', 'request', 'work', 'question', 'support'] as const
export type Kind = (typeof kinds)[number]

export const categories = ['triage', 'open', 'active', 'waiting', 'resolved', 'closed'] as const
export type Category = (typeof categories)[number]

export function isOpen(category: Category): boolean {
  return category !== 'resolved' && category !== 'closed'
}

export interface WorkflowTable {
  id: Id
  key: string
  name: string
}

export interface StatusTable {
  id: Id
  workflow_id: number
  key: string
  name: string
  category: Category
  position: number
  is_initial: Generated<boolean>
}

export interface TransitionTable {
  workflow_id: number
  from_status_id: number
  to_status_id: number
  least_role: Optional<Exclude<Role, 'viewer'>>
  required_fields: Generated<string[]>
}

/** The fields that matter for a type, in the order in which they are asked. */
export interface Form {
  readonly fields: readonly string[]
  readonly required: readonly string[]
}

export interface IssueTypeTable {
  id: Id
  key: string
  name: string
  kind: Kind
  icon: string
  color: string
  form: Json<Form>
  workflow_id: number
  position: number
}

export interface WorkflowTables {
  workflow: WorkflowTable
  status: StatusTable
  transition: TransitionTable
  issue_type: IssueTypeTable
}

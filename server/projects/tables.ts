import type {Generated} from 'kysely'
import type {DefaultTimestamp, Id, Optional, OptionalDate, OptionalTimestamp} from '../core/database/row.ts'
import type {Role} from '../core/roles.ts'

export const projectVisibilities = ['public', 'internal', 'private'] as const
export type ProjectVisibility = (typeof projectVisibilities)[number]

export interface ProjectTable {
  id: Id
  key: string
  name: string
  description: Generated<string>
  parent_id: Optional<number>
  visibility: Generated<ProjectVisibility>
  default_assignee_id: Optional<number>
  language: Generated<string>
  version: Generated<number>
  created_at: DefaultTimestamp
  archived_at: OptionalTimestamp
}

export interface FormerProjectKeyTable {
  key: string
  project_id: number
}

export interface ProjectCounterTable {
  project_id: number
  last_number: Generated<number>
}

export interface ProjectMemberTable {
  project_id: number
  person_id: number
  role: Role
  since: DefaultTimestamp
}

export interface ProjectTypeTable {
  project_id: number
  type_id: number
}

export interface ComponentTable {
  id: Id
  project_id: number
  name: string
  description: Generated<string>
  assignee_id: Optional<number>
  archived_at: OptionalTimestamp
}

export interface LabelTable {
  id: Id
  project_id: Optional<number>
  name: string
  color: Optional<string>
  description: Generated<string>
}

export interface VersionTable {
  id: Id
  project_id: number
  name: string
  description: Generated<string>
  starts_on: OptionalDate
  released_on: OptionalDate
  is_released: Generated<boolean>
  archived_at: OptionalTimestamp
}

export interface MilestoneTable {
  id: Id
  project_id: number
  name: string
  description: Generated<string>
  starts_on: OptionalDate
  due_on: OptionalDate
  closed_at: OptionalTimestamp
}

export interface CycleTable {
  id: Id
  project_id: number
  name: string
  goal: Generated<string>
  starts_on: OptionalDate
  ends_on: OptionalDate
  closed_at: OptionalTimestamp
}

export interface ProjectTables {
  project: ProjectTable
  former_project_key: FormerProjectKeyTable
  project_counter: ProjectCounterTable
  project_member: ProjectMemberTable
  project_type: ProjectTypeTable
  component: ComponentTable
  label: LabelTable
  version: VersionTable
  milestone: MilestoneTable
  cycle: CycleTable
}

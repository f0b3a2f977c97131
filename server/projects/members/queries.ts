import {sql} from 'kysely'
import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import {roles, type Role} from '../../core/roles.ts'
import type {PersonKind} from '../../people/tables.ts'
import {ancestorsOf} from '../project-tree.ts'
import type {MemberView} from './schemas.ts'

export interface MemberRecord {
  personId: number
  name: string
  kind: PersonKind
  isArchived: boolean
  ownRole: Role | null
  since: Date | null
  inheritedRole: Role | null
  /** The nearest project that gives the inherited role. */
  inheritedFromId: number | null
  inheritedFromKey: string | null
}

/** Everybody with a role in a project, their own or from a project above it, by name. */
export async function findMembers(
  db: Db,
  projectId: number,
  {
    personId,
    after,
    limit,
  }: {personId?: number; after?: readonly [name: string, id: number]; limit?: number} = {},
): Promise<MemberRecord[]> {
  const {rows} = await sql<MemberRecord>`
    with given as (
      select member.person_id, member.role, member.since, line.id project_id, line.depth,
        array_position(${sql.lit(`{${roles.join(',')}}`)}::text[], member.role) weight
      from project_member member join ${ancestorsOf(projectId)} on line.id = member.project_id
      ${personId === undefined ? sql`` : sql`where member.person_id = ${personId}`}
    ), own as (
      select * from given where depth = 0
    ), inherited as (
      select distinct on (person_id) * from given where depth > 0 order by person_id, weight desc, depth
    )
    select person.id "personId", person.name, person.kind, person.archived_at is not null "isArchived",
      own.role "ownRole", own.since, inherited.role "inheritedRole",
      inherited.project_id "inheritedFromId", project.key "inheritedFromKey"
    from own full join inherited using (person_id)
      join person on person.id = person_id
      left join project on project.id = inherited.project_id
    ${after === undefined ? sql`` : sql`where (person.name collate human, person.id) > (${after[0]} collate human, ${after[1]})`}
    order by person.name collate human, person.id
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(db)
  return rows
}

export async function findMember(
  db: Db,
  projectId: number,
  personId: number,
): Promise<MemberRecord | undefined> {
  const [member] = await findMembers(db, projectId, {personId})
  return member
}

/** The role that counts: the higher of the own and the inherited one. */
export function effectiveRole({
  ownRole,
  inheritedRole,
}: Pick<MemberRecord, 'ownRole' | 'inheritedRole'>): Role {
  const weight = Math.max(
    ownRole === null ? 0 : roles.indexOf(ownRole),
    inheritedRole === null ? 0 : roles.indexOf(inheritedRole),
  )
  return roles[weight] ?? 'viewer'
}

export function viewMember(actor: Actor, member: MemberRecord): MemberView {
  const {inheritedFromId, inheritedFromKey} = member
  const seesSource = inheritedFromId !== null && actor.standings.has(inheritedFromId)
  return {
    person: {id: member.personId, name: member.name, kind: member.kind},
    role: effectiveRole(member),
    ownRole: member.ownRole,
    inheritedRole: member.inheritedRole,
    inheritedFrom: seesSource ? inheritedFromKey : null,
    since: member.since?.toISOString() ?? null,
  }
}

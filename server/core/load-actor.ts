import {sql} from 'kysely'
import {isOfTheHouse, type Actor, type Scope} from './actor.ts'
import type {Db} from './database/database.ts'
import {higherStanding, type Standing} from './roles.ts'
import type {PersonKind} from '../people/tables.ts'
import type {ProjectVisibility} from '../projects/tables.ts'

/** What a request shows to say who sends it. */
export interface Credential {
  readonly kind: 'session' | 'apiKey'
  /** SHA-256 of the token. */
  readonly hash: Buffer
}

interface Holder {
  id: number
  kind: PersonKind
  companyId: number | null
  isAdmin: boolean
  scope: Scope
  sessionId: number | null
  apiKeyId: number | null
  expiresAt: Date | null
}

export interface LoadedActor {
  readonly actor: Actor
  /** When the credential ends; null when it does not. */
  readonly expiresAt: Date | null
}

/** The holder of a credential that is valid now, with their standing in every project they may see. */
export async function findActor(db: Db, credential: Credential): Promise<LoadedActor | undefined> {
  const holder = await findHolder(db, credential)
  if (holder === undefined) return undefined
  const {id, expiresAt, ...rest} = holder
  return {actor: {...rest, personId: id, ...(await loadAccess(db, holder))}, expiresAt}
}

export async function loadAnonymous(db: Db): Promise<Actor> {
  return {
    personId: null,
    kind: 'anonymous',
    companyId: null,
    isAdmin: false,
    scope: 'write',
    sessionId: null,
    apiKeyId: null,
    ...(await loadAccess(db, null)),
  }
}

/** Acts as a person without a credential: for jobs that go on with what somebody began, and the CLI. */
export async function loadActorOf(db: Db, personId: number): Promise<Actor> {
  const person = await db
    .selectFrom('person')
    .leftJoin('account', 'account.person_id', 'person.id')
    .select(['person.kind', 'person.company_id', 'account.is_admin'])
    .where('person.id', '=', personId)
    .executeTakeFirstOrThrow()
  const holder = {
    id: personId,
    kind: person.kind,
    companyId: person.company_id,
    isAdmin: person.is_admin ?? false,
  }
  return {
    ...holder,
    personId,
    scope: 'admin',
    sessionId: null,
    apiKeyId: null,
    ...(await loadAccess(db, holder)),
  }
}

async function findHolder(db: Db, {kind, hash}: Credential): Promise<Holder | undefined> {
  const query =
    kind === 'session'
      ? sql<Holder>`
          select p.id, p.kind, p.company_id "companyId", a.is_admin "isAdmin", 'admin' scope,
            s.id "sessionId", null "apiKeyId", s.expires_at "expiresAt"
          from session s join account a on a.person_id = s.person_id join person p on p.id = s.person_id
          where s.token_hash = ${hash} and s.expires_at > now() and a.disabled_at is null`
      : sql<Holder>`
          select p.id, p.kind, p.company_id "companyId", a.is_admin "isAdmin", k.scope,
            null "sessionId", k.id "apiKeyId", k.expires_at "expiresAt"
          from api_key k join account a on a.person_id = k.person_id join person p on p.id = k.person_id
          where k.token_hash = ${hash} and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
            and a.disabled_at is null`
  return (await query.execute(db)).rows[0]
}

interface ProjectRow {
  id: number
  key: string
  formerKeys: string[]
  parent_id: number | null
  visibility: ProjectVisibility
}

type Access = Pick<Actor, 'standings' | 'projectIds'>

async function loadAccess(db: Db, holder: Pick<Holder, 'id' | 'kind' | 'isAdmin'> | null): Promise<Access> {
  const projects = await loadProjects(db)
  if (holder?.isAdmin === true) return accessTo(projects, new Map(projects.map(({id}) => [id, 'maintainer'])))
  const memberships = holder === null ? [] : await loadMemberships(db, holder.id)
  return accessTo(projects, standingsFrom(projects, new Map(memberships), holder?.kind ?? 'anonymous'))
}

async function loadProjects(db: Db): Promise<ProjectRow[]> {
  const {rows} = await sql<ProjectRow>`
    select id, key, parent_id, visibility,
      array(select f.key from former_project_key f where f.project_id = project.id) "formerKeys"
    from project`.execute(db)
  return rows
}

function accessTo(projects: readonly ProjectRow[], standings: ReadonlyMap<number, Standing>): Access {
  const projectIds = new Map<string, number>()
  for (const {id, key, formerKeys} of projects) {
    if (standings.has(id)) for (const name of [key, ...formerKeys]) projectIds.set(name, id)
  }
  return {standings, projectIds}
}

async function loadMemberships(db: Db, personId: number): Promise<[number, Standing][]> {
  const rows = await db
    .selectFrom('project_member')
    .select(['project_id', 'role'])
    .where('person_id', '=', personId)
    .execute()
  return rows.map(({project_id, role}) => [project_id, role])
}

/**
 * A role holds in a project and in all below it. Without one, a public project makes everybody a guest,
 * and people of the house are viewers in public and internal projects.
 */
export function standingsFrom(
  projects: readonly Pick<ProjectRow, 'id' | 'parent_id' | 'visibility'>[],
  roles: ReadonlyMap<number, Standing>,
  kind: Actor['kind'],
): ReadonlyMap<number, Standing> {
  const byId = new Map(projects.map((project) => [project.id, project]))
  const inherited = new Map<number, Standing>()

  function roleIn(id: number): Standing {
    const known = inherited.get(id)
    if (known !== undefined) return known
    const own = roles.get(id) ?? 'none'
    const parent = byId.get(id)?.parent_id ?? null
    const role = parent === null ? own : higherStanding(own, roleIn(parent))
    inherited.set(id, role)
    return role
  }

  const standings = new Map<number, Standing>()
  for (const {id, visibility} of projects) {
    const standing = higherStanding(roleIn(id), standingOfVisibility(visibility, kind))
    if (standing !== 'none') standings.set(id, standing)
  }
  return standings
}

function standingOfVisibility(visibility: ProjectVisibility, kind: Actor['kind']): Standing {
  if (visibility === 'private') return 'none'
  if (isOfTheHouse({kind})) return 'viewer'
  return visibility === 'public' ? 'guest' : 'none'
}

/** The program itself: set-up, imports, cron. It may do everything and has no name. */
export async function loadSystemActor(db: Db): Promise<Actor> {
  const projects = await loadProjects(db)
  return {
    personId: null,
    kind: 'system',
    companyId: null,
    isAdmin: true,
    scope: 'admin',
    sessionId: null,
    apiKeyId: null,
    ...accessTo(projects, new Map(projects.map(({id}) => [id, 'maintainer']))),
  }
}

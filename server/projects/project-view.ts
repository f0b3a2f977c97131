import {sql} from 'kysely'
import {standingIn, type Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {seesIssue} from '../issues/visible-issues.ts'
import {kinds, type Kind} from '../workflow/tables.ts'
import {maySeePeople, permissionsIn} from './permissions.ts'
import {visibleProjects, type ProjectRecord} from './queries.ts'
import type {ProjectDetail, ProjectView} from './schemas.ts'

/** A project as it leaves the server, for this reader. `parentKey` is that of a parent the reader may see. */
export function viewProject(actor: Actor, project: ProjectRecord, parentKey: string | null): ProjectView {
  const standing = standingIn(actor, project.id)
  return {
    id: project.id,
    key: project.key,
    name: project.name,
    description: project.description,
    parentKey,
    visibility: project.visibility,
    language: project.language,
    archivedAt: project.archived_at?.toISOString() ?? null,
    standing: standing === 'none' ? 'guest' : standing,
    version: project.version,
    can: permissionsIn(actor, project),
  }
}

/** With what only the page of one project shows. */
export async function viewProjectDetail(
  db: Db,
  actor: Actor,
  project: ProjectRecord,
): Promise<ProjectDetail> {
  const types = await db
    .selectFrom('issue_type')
    .innerJoin('project_type', 'project_type.type_id', 'issue_type.id')
    .select(['key', 'name', 'kind', 'icon', 'color'])
    .where('project_type.project_id', '=', project.id)
    .orderBy('position')
    .execute()
  return {
    ...viewProject(actor, project, await findParentKey(db, actor, project)),
    types,
    defaultAssignee: await findDefaultAssignee(db, actor, project),
    openIssues: await countOpenIssues(db, actor, project.id, new Set(types.map(({kind}) => kind))),
  }
}

async function findParentKey(db: Db, actor: Actor, {parent_id}: ProjectRecord): Promise<string | null> {
  if (parent_id === null) return null
  const parent = await visibleProjects(db, actor).select('key').where('id', '=', parent_id).executeTakeFirst()
  return parent?.key ?? null
}

async function findDefaultAssignee(db: Db, actor: Actor, {id, default_assignee_id}: ProjectRecord) {
  if (default_assignee_id === null || !maySeePeople(actor, id)) return null
  const query = db.selectFrom('person').select(['id', 'name']).where('id', '=', default_assignee_id)
  return (await query.executeTakeFirst()) ?? null
}

/** So many open issues of a project are looked at, whatever its size. */
const maxCounted = 10_000

async function countOpenIssues(
  db: Db,
  actor: Actor,
  projectId: number,
  enabled: ReadonlySet<Kind>,
): Promise<ProjectDetail['openIssues']> {
  const {rows} = await sql<{kind: Kind; count: number}>`
    select issue_type.kind, count(*) count
    from (
      select issue.type_id from issue
      where issue.project_id = ${projectId} and issue.is_open and issue.deleted_at is null
        and ${seesIssue(actor, projectId)}
      limit ${maxCounted}
    ) open
      join issue_type on issue_type.id = open.type_id
    group by issue_type.kind`.execute(db)
  const counts = new Map(rows.map(({kind, count}) => [kind, count]))
  const isAtLeast = rows.reduce((sum, {count}) => sum + count, 0) >= maxCounted
  return kinds
    .filter((kind) => enabled.has(kind) || counts.has(kind))
    .map((kind) => ({kind, count: counts.get(kind) ?? 0, isAtLeast}))
}

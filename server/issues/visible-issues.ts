import {sql, type RawBuilder, type SelectQueryBuilder, type SqlBool} from 'kysely'
import {projectsWhere, standingIn, type Actor} from '../core/actor.ts'
import type {Db} from '../core/database/database.ts'
import {isAtLeast} from '../core/roles.ts'
import type {Schema} from '../schema.ts'

/** Issues the actor may see, the bin left out. Every read starts here, so no caller can forget the rule. */
export function visibleIssues(db: Db, actor: Actor): SelectQueryBuilder<Schema, 'issue', object> {
  return db.selectFrom('issue').where('issue.deleted_at', 'is', null).where(seesIssue(actor))
}

/**
 * The same rule as a condition on a row named `issue`, for statements written in SQL. It says nothing
 * about the bin. When the statement is about one project, name it: the condition becomes cheaper.
 */
export function seesIssue(actor: Actor, projectId?: number): RawBuilder<SqlBool> {
  if (actor.isAdmin) return sql<SqlBool>`true`
  const byStanding = projectId === undefined ? seesSomewhere(actor) : seesInProject(actor, projectId)
  return actor.kind === 'contact' ? sql<SqlBool>`(${byStanding} or ${isOwnOrOfCompany(actor)})` : byStanding
}

function seesInProject(actor: Actor, projectId: number): RawBuilder<SqlBool> {
  const standing = standingIn(actor, projectId)
  const here = sql`issue.project_id = ${projectId}`
  if (isAtLeast(standing, 'maintainer')) return sql<SqlBool>`${here}`
  if (isAtLeast(standing, 'viewer'))
    return sql<SqlBool>`(${here} and (issue.visibility <> 'private' or ${isInvolved(actor)}))`
  if (isAtLeast(standing, 'guest')) return sql<SqlBool>`(${here} and issue.visibility = 'public')`
  return sql<SqlBool>`false`
}

function seesSomewhere(actor: Actor): RawBuilder<SqlBool> {
  const maintained = projectsWhere(actor, 'maintainer')
  const viewed = projectsWhere(actor, 'viewer')
  const guested = projectsWhere(actor, 'guest').filter((id) => !viewed.includes(id))
  const alternatives: RawBuilder<SqlBool>[] = []
  if (viewed.length > 0) {
    const mine =
      maintained.length === 0
        ? isInvolved(actor)
        : sql`(${isInvolved(actor)} or issue.project_id = any(${maintained}))`
    alternatives.push(sql`(issue.project_id = any(${viewed}) and (issue.visibility <> 'private' or ${mine}))`)
  }
  if (guested.length > 0)
    alternatives.push(sql`(issue.project_id = any(${guested}) and issue.visibility = 'public')`)
  return alternatives.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${sql.join(alternatives, sql` or `)})`
}

/** A private issue stays visible to who reported it and to who works on it. */
function isInvolved({personId}: Actor): RawBuilder<SqlBool> {
  return sql<SqlBool>`(issue.reporter_id = ${personId} or issue.assignee_id = ${personId})`
}

/** A customer's contact sees what they reported, and what their company did unless it is private. */
function isOwnOrOfCompany({personId, companyId}: Actor): RawBuilder<SqlBool> {
  if (companyId === null) return sql<SqlBool>`issue.reporter_id = ${personId}`
  return sql<SqlBool>`(issue.reporter_id = ${personId} or (issue.visibility <> 'private'
    and issue.reporter_id in (select id from person where company_id = ${companyId})))`
}

import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Db} from '../core/database/database.ts'
import {invalid} from '../core/errors.ts'
import {ancestorsOf} from './project-tree.ts'
import type {ProjectRecord} from './queries.ts'

type AssignIn = Pick<ProjectRecord, 'id' | 'visibility'>

/**
 * Who can be given the issues of a project, as a condition on a row named `person`: its members, also those
 * by a role in a project above it, administrators, and, unless it is private, everybody of the house who
 * can sign in.
 */
export function isAssignable({id, visibility}: AssignIn): RawBuilder<SqlBool> {
  return sql<SqlBool>`(
    person.archived_at is null
    and not exists (select from account where account.person_id = person.id and account.disabled_at is not null)
    and (
      person.id in (
        select member.person_id from project_member member join ${ancestorsOf(id)} on line.id = member.project_id
      )
      or exists (
        select from account where account.person_id = person.id and (account.is_admin or (
          ${visibility !== 'private'}::boolean and person.kind in ('human', 'bot')
        ))
      )
    )
  )`
}

/** @throws AppError `invalid` that points at the field */
export async function assertAssignable(
  db: Db,
  project: AssignIn,
  personId: number | null | undefined,
  pointer: string,
): Promise<void> {
  if (personId === null || personId === undefined) return
  const person = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', personId)
    .where(isAssignable(project))
    .executeTakeFirst()
  if (person === undefined) throw invalid(pointer, `Nobody who can be assigned in this project: ${personId}`)
}

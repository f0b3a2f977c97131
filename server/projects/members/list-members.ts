import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {decodeCursor, encodeCursor} from '../../core/http/cursor.ts'
import {assertMaySeePeople} from '../permissions.ts'
import {getProject} from '../queries.ts'
import {textSchema} from '../text-schemas.ts'
import {findMembers, viewMember} from './queries.ts'
import type {MemberView} from './schemas.ts'

const cursorShape = z.tuple([textSchema(1000), z.int32()])

/** A page of the people with a role in a project, by name, those who inherited it included. */
export async function listMembers(
  {db, actor}: Context,
  key: string,
  {cursor, limit}: {cursor?: string | undefined; limit: number},
): Promise<{items: MemberView[]; nextCursor: string | null}> {
  const project = await getProject(db, actor, key)
  assertMaySeePeople(actor, project.id)
  const members = await findMembers(db, project.id, {
    ...(cursor === undefined ? {} : {after: decodeCursor(cursor, cursorShape)}),
    limit: limit + 1,
  })
  const page = members.slice(0, limit)
  const last = members.length > limit ? page.at(-1) : undefined
  return {
    items: page.map((member) => viewMember(actor, member)),
    nextCursor: last === undefined ? null : encodeCursor([last.name, last.personId]),
  }
}

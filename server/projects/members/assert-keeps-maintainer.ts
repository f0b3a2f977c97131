import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import type {ProjectRecord} from '../queries.ts'
import {effectiveRole, findMembers, type MemberRecord} from './queries.ts'

/**
 * Nobody but an administrator may leave a project without a maintainer. The project is locked by the
 * caller, so that two maintainers cannot remove each other.
 *
 * @throws AppError `conflict`
 */
export async function assertKeepsMaintainer(
  tx: Tx,
  {actor}: Context,
  project: ProjectRecord,
  leaving: MemberRecord,
): Promise<void> {
  if (actor.isAdmin || leaving.ownRole !== 'maintainer' || leaving.inheritedRole === 'maintainer') return
  const others = (await findMembers(tx, project.id)).filter(
    (member) => member.personId !== leaving.personId && !member.isArchived,
  )
  if (!others.some((member) => effectiveRole(member) === 'maintainer'))
    throw new AppError(
      'conflict',
      `Cannot take the role maintainer from ${leaving.name}: ${project.key} has no other maintainer`,
    )
}

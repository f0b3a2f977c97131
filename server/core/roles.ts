/** Roles in a project, weakest first. Each may do all that the ones before it may. */
export const roles = ['viewer', 'reporter', 'member', 'maintainer'] as const
export type Role = (typeof roles)[number]

/**
 * What somebody is in a project. `guest` sees public issues of a public project and has no role;
 * an administrator is a maintainer everywhere.
 */
export const standings = ['none', 'guest', ...roles] as const
export type Standing = (typeof standings)[number]

export function isAtLeast(standing: Standing, least: Standing): boolean {
  return standings.indexOf(standing) >= standings.indexOf(least)
}

export function higherStanding(a: Standing, b: Standing): Standing {
  return isAtLeast(a, b) ? a : b
}

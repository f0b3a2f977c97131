import {isAtLeast, type Standing} from './roles.ts'

export const scopes = ['read', 'write', 'admin'] as const
export type Scope = (typeof scopes)[number]

/** Who acts, and what they are in each project they may see. Anonymous: no `personId`. */
export interface Actor {
  readonly personId: number | null
  readonly kind: 'anonymous' | 'human' | 'contact' | 'bot' | 'system'
  readonly companyId: number | null
  readonly isAdmin: boolean
  /** What the key in hand allows; a session allows everything its person may do. */
  readonly scope: Scope
  readonly sessionId: number | null
  readonly apiKeyId: number | null
  /** Only projects the actor may see are in it. */
  readonly standings: ReadonlyMap<number, Standing>
  /** The same projects by key, former keys included. */
  readonly projectIds: ReadonlyMap<string, number>
}

/** One of us, and no customer's contact and no visitor. */
export function isOfTheHouse({kind}: Pick<Actor, 'kind'>): boolean {
  return kind === 'human' || kind === 'bot' || kind === 'system'
}

export function standingIn(actor: Actor, projectId: number): Standing {
  return actor.standings.get(projectId) ?? 'none'
}

/** Ids of the projects in which the actor is at least this. */
export function projectsWhere(actor: Actor, least: Standing): number[] {
  const ids: number[] = []
  for (const [id, standing] of actor.standings) if (isAtLeast(standing, least)) ids.push(id)
  return ids
}

export function hasScope(actor: Actor, least: Scope): boolean {
  return scopes.indexOf(actor.scope) >= scopes.indexOf(least)
}

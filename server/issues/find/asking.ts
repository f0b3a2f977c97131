import {isOfTheHouse, projectsWhere, type Actor} from '../../core/actor.ts'
import {rights} from '../../core/rights.ts'
import type {KnownField} from '../../fields/field-cache.ts'
import type {Language} from '../../search/analysis/languages.ts'
import type {Names} from '../name-cache.ts'

/** Who asks, when and where: what a query means besides its words. */
export interface Asking {
  readonly actor: Actor
  /** The day it is where they are, YYYY-MM-DD. */
  readonly today: string
  /** IANA. */
  readonly timeZone: string
  /** Those that the actor sees, by key. */
  readonly customFields: ReadonlyMap<string, KnownField>
  /** What types and statuses are called: few, and as ids PostgreSQL knows how many issues have them. */
  readonly names: Pick<Names, 'types' | 'statusNames'>
  /** Of the texts that may be found. */
  readonly languages: readonly Language[]
  /** Logins that `mentions:` means, by the value as it is written; `@me` by that. */
  readonly logins: ReadonlyMap<string, readonly string[]>
  /** Ids of people by what they are called, in lower case: those whom the query names, where each is somebody. */
  readonly peopleByName: ReadonlyMap<string, readonly number[]>
  /** Ids of the projects the actor sees. */
  readonly projectIds: readonly number[]
  /** Whether they may look for people by login and mail address, and for what people do. */
  readonly isOfTheHouse: boolean
  /** Ids of projects by what they are called, in lower case: those that the query names in this way. */
  readonly projectsByName: ReadonlyMap<string, readonly number[]>
  /** In lower case: so many issues have them that it is quicker to look at issue by issue. */
  readonly commonLabels: ReadonlySet<string>
  /**
   * The condition stands beside the others, under no "or" or "not": what it looks up may be joined, which PostgreSQL
   * estimates best. Elsewhere lists of ids let its indexes be combined.
   */
  readonly isJoined: boolean
  /** Where they read internal notes: everywhere, or in these projects. */
  readonly notesIn: 'everywhere' | readonly number[]
}

export type Occasion = Pick<Asking, 'actor' | 'today' | 'timeZone' | 'customFields' | 'names' | 'languages'>

export function openAsking(occasion: Occasion): Asking {
  const {actor} = occasion
  return {
    ...occasion,
    logins: new Map(),
    projectsByName: new Map(),
    peopleByName: new Map(),
    commonLabels: new Set(),
    isJoined: false,
    projectIds: [...actor.standings.keys()],
    isOfTheHouse: isOfTheHouse(actor),
    notesIn: actor.isAdmin ? 'everywhere' : projectsWhere(actor, rights['comment.viewInternal'].least),
  }
}

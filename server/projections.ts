import type {Projection} from './core/events/projection.ts'
import {keepSearch} from './search/keep-search.ts'
import {followChoices} from './views/names/follow-choices.ts'

/** What is kept in the transaction of the events: each feature that has such a thing adds its own. */
export const projections: readonly Projection[] = [keepSearch, followChoices]

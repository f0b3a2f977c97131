import type {Reaction} from './core/events/dispatcher.ts'

/** What follows the events: each feature that reacts adds its own. */
export const reactions: readonly Reaction[] = []

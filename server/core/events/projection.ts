import type {Tx} from '../database/database.ts'
import type {RecordedEvent} from './recorded-events.ts'

/**
 * Something that is kept true by the events within their transaction, such as the words that an issue is found by:
 * the next request sees both or neither. What may wait is a reaction.
 */
export type Projection = (tx: Tx, events: readonly RecordedEvent[]) => Promise<void>

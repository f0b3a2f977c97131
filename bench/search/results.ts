import type {Figures} from '../load.ts'
import type {Recall} from '../similar-score.ts'

/** What was measured; what could not be measured is not there. */
export interface Results {
  /** A bare page of 50 on the same machine: see reference-server.ts. */
  reference?: Figures
  search3?: Figures
  common?: Figures
  prefix?: Figures
  filters?: Figures
  similarTitle?: Figures
  similarReport?: Figures
  search3At1m?: Figures
  filtersAt1m?: Figures
  /** Shares from 0 to 1. */
  knownItem3?: number
  knownItem2?: number
  /** The same when an issue of the very same title will do: copies fill up the base. */
  knownTitle3?: number
  knownTitle2?: number
  identifiers?: number
  duplicates?: Recall
  duplicatesTitle?: Recall
  /** Of 200 issues and 200 comments, those that the next request did not find. */
  lostWrites?: number
}

import type {Queryable} from '../core/database/queryable.ts'
import {fold} from './analysis/fold.ts'

/** A word that this many issues have is not the beginning of another one, or not only. */
const oftenEnough = 100

/**
 * Whether people write the word so, again and again: then it is taken as finished. To look for everything that begins
 * so would take long and push what is meant aside.
 */
export async function isWholeWord(db: Queryable, word: string): Promise<boolean> {
  const {rows} = await db.query('select from search_word where word = $1 and issues >= $2', [
    fold(word),
    oftenEnough,
  ])
  return rows.length > 0
}

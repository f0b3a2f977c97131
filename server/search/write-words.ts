import {sql} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import {fold} from './analysis/fold.ts'
import {maxBody} from './similar/count-terms.ts'
import type {Report} from './similar/load-reports.ts'

const words = /\p{L}+/gu
const minLength = 2
const maxLength = 24

/** Adds the words of titles and descriptions to the ones a typing error is corrected with. */
export async function writeWords(tx: Tx, reports: readonly Report[]): Promise<void> {
  const changed = reports.filter(({isChanged}) => isChanged)
  // A text that is written again has been counted.
  await add(tx, countWords(changed.filter(({isNew}) => isNew)), 1)
  await add(tx, countWords(changed.filter(({isNew}) => !isNew)), 0)
}

/** In how many of the reports a word stands, as it is compared: in lower case, without accents. */
function countWords(reports: readonly Report[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {title, body} of reports) {
    const distinct = new Set(
      (`${title}\n${body.slice(0, maxBody)}`.match(words) ?? []).map(fold).filter(isOfLetters),
    )
    for (const word of distinct) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

function isOfLetters(word: string): boolean {
  return word.length >= minLength && word.length <= maxLength
}

/** In the order of the words, so that two who write at once wait for each other rather than crosswise. */
async function add(tx: Tx, counts: ReadonlyMap<string, number>, times: 0 | 1): Promise<void> {
  if (counts.size === 0) return
  const sorted = [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
  await sql`
    insert into search_word (word, issues)
    select * from unnest(${sorted.map(([word]) => word)}::text[], ${sorted.map(([, count]) => count)}::integer[])
    on conflict (word) do update set issues = search_word.issues + excluded.issues where ${times === 1}`.execute(
    tx,
  )
}

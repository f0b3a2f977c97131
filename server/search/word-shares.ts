import {sql} from 'kysely'
import type {Db} from '../core/database/database.ts'

/** How frequent the most frequent words are, as PostgreSQL's statistics have it. */
export interface WordShares {
  /** Of all issues, by lexeme: those that have it anywhere. */
  readonly inTexts: ReadonlyMap<string, number>
  /** … in the title. */
  readonly inTitles: ReadonlyMap<string, number>
  /** How many issues there are, about. */
  readonly issues: number
}

const remembered = new WeakMap<Db, {readonly shares: Promise<WordShares>; readonly until: number}>()
const keptForMs = 60_000

/** What is remembered for a minute decides how a search is done, and never what it finds. */
export function loadWordShares(db: Db): Promise<WordShares> {
  const known = remembered.get(db)
  if (known !== undefined && known.until > Date.now()) return known.shares
  const shares = selectShares(db)
  shares.catch(() => remembered.delete(db))
  remembered.set(db, {shares, until: Date.now() + keptForMs})
  return shares
}

async function selectShares(db: Db): Promise<WordShares> {
  const {rows} = await sql<{name: string; lexemes: string[]; shares: number[]; issues: number}>`
    select attname as name, most_common_elems::text::text[] lexemes, most_common_elem_freqs::float8[] shares,
      (select reltuples from pg_class where oid = 'issue_search'::regclass) issues
    from pg_stats where schemaname = current_schema() and tablename = 'issue_search'
      and attname in ('words', 'title_words') and most_common_elems is not null`.execute(db)
  const sharesOf = (column: string): ReadonlyMap<string, number> => {
    const row = rows.find(({name}) => name === column)
    return new Map(row?.lexemes.map((lexeme, index) => [lexeme, row.shares[index] ?? 0]))
  }
  return {inTexts: sharesOf('words'), inTitles: sharesOf('title_words'), issues: rows[0]?.issues ?? 0}
}

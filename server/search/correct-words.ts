import type {Condition} from '../../query/ast.ts'
import type {Queryable} from '../core/database/queryable.ts'
import {fold} from './analysis/fold.ts'

const minLength = 4
const maxWords = 8

/**
 * The query with each word that nobody wrote replaced by the nearest one that somebody did; null when there is no
 * such word. Somebody may have written it where the actor may not read: show the corrected query to nobody who finds
 * nothing by it.
 */
export async function correctWords(db: Queryable, q: string, where: Condition): Promise<string | null> {
  const spans = textSpans(where)
  const words = new Set(spans.flatMap(([start, end]) => wordsOf(q.slice(start, end))))
  if (words.size === 0) return null
  const {rows} = await db.query(
    `select w.word, near.word nearest
    from unnest($1::text[]) w (word) cross join lateral (
      select s.word from search_word s where s.word % w.word
      order by similarity(s.word, w.word) - 0.05 * abs(length(s.word) - length(w.word)) desc, s.issues desc limit 1
    ) near
    where not exists (select from search_word s where s.word = w.word)`,
    [[...words].slice(0, maxWords)],
  )
  if (rows.length === 0) return null
  const nearest = new Map((rows as {word: string; nearest: string}[]).map((row) => [row.word, row.nearest]))
  let corrected = ''
  let at = 0
  for (const [start, end] of spans) {
    const text = q.slice(start, end).replace(/\p{L}+/gu, (word) => nearest.get(fold(word)) ?? word)
    corrected += q.slice(at, start) + text
    at = end
  }
  return corrected + q.slice(at)
}

function wordsOf(text: string): string[] {
  return (text.match(/\p{L}+/gu) ?? []).map(fold).filter((word) => word.length >= minLength)
}

/** Where words are that are looked for, in order. */
function textSpans(condition: Condition): [start: number, end: number][] {
  if (condition.kind === 'text') return [[condition.span.start, condition.span.end]]
  return condition.kind === 'and' || condition.kind === 'or' ? condition.parts.flatMap(textSpans) : []
}

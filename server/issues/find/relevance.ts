import {sql} from 'kysely'
import {matchesText} from '../../search/match-text.ts'
import type {TextQuery} from '../../search/text-query.ts'
import type {Asking} from './asking.ts'
import type {SortKey} from './sort-keys.ts'

/** Issues whose titles have the words come first, the shortest title of them before the others, as in the search. */
export function relevanceKeys({actor, languages}: Asking, words: TextQuery): SortKey[] {
  const inTitle = matchesText(actor, inTitles(words), languages)
  const length = sql`(select title_length from issue_search where issue_search.issue_id = issue.id)`
  return [
    {
      value: sql`case when ${inTitle} then coalesce(${length}, 0) else 32767 end`,
      type: sql`integer`,
      descending: false,
    },
  ]
}

function inTitles(query: TextQuery): TextQuery {
  if (query.kind === 'words') return {...query, places: ['title']}
  if (query.kind === 'not') return {...query, part: inTitles(query.part)}
  return {...query, parts: query.parts.map(inTitles)}
}

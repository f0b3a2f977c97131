import type {Condition, Junction, Not, PlaceCondition, TextCondition, TextPlace} from '../../../query/ast.ts'
import {readIssueKey} from '../../../query/issue-keys.ts'
import type {TextQuery} from '../../search/text-query.ts'

/** Where the words of a part of the query are looked for. */
export interface TextScope {
  /** null: anywhere */
  readonly places: readonly TextPlace[] | null
  /** Where the text of the query ends: a word that ends there may be unfinished. Null: none is. */
  readonly end: number | null
  /** The key of an issue, where nothing else is looked for in the whole query and that anywhere. */
  readonly issueKey: string | null
}

/** The scope of a whole query. */
export function openScope(where: Condition, end: number | null): TextScope {
  const leaves = leavesOf(where)
  const [text, other] = leaves.filter((leaf) => leaf.kind === 'text')
  const isAlone = text !== undefined && other === undefined && leaves.every(({kind}) => kind !== 'in')
  return {places: null, end, issueKey: isAlone && namesIssue(text) ? text.text : null}
}

function leavesOf(condition: Condition): readonly Leaf[] {
  if (condition.kind === 'not') return leavesOf(condition.part)
  return 'parts' in condition ? condition.parts.flatMap(leavesOf) : [condition]
}

type Leaf = Exclude<Condition, Junction | Not>

/** `WEB-42` or `#42`: a number alone is more often one that texts have. */
function namesIssue({text, isPhrase}: TextCondition): boolean {
  return !isPhrase && !/^\d/.test(text) && readIssueKey(text) !== null
}

/** The part speaks of words and of nothing else. */
export function isOfText(condition: Condition): boolean {
  if (condition.kind === 'text') return true
  if (condition.kind === 'not') return isOfText(condition.part)
  if (condition.kind !== 'and' && condition.kind !== 'or') return false
  const parts = condition.parts.filter((part) => part.kind !== 'in')
  return parts.length > 0 && parts.every(isOfText)
}

/** The scope inside of an "and": `in:` holds for the words beside it and below. */
export function scopeWithin(parts: readonly Condition[], scope: TextScope): TextScope {
  const said = parts.filter((part): part is PlaceCondition => part.kind === 'in')
  return said.length === 0 ? scope : {...scope, places: [...new Set(said.flatMap(({places}) => places))]}
}

/** What parts that speak of words only look for. */
export function textQueryOf(
  kind: Junction['kind'],
  parts: readonly Condition[],
  scope: TextScope,
): TextQuery {
  const queries = parts.filter((part) => part.kind !== 'in').map((part) => readText(part, scope))
  const all = kind === 'and' ? joinWords(queries) : queries
  const [only] = all
  return all.length === 1 && only !== undefined ? only : {kind, parts: all}
}

function readText(condition: Condition, scope: TextScope): TextQuery {
  if (condition.kind === 'and')
    return textQueryOf('and', condition.parts, scopeWithin(condition.parts, scope))
  if (condition.kind === 'or') return textQueryOf('or', condition.parts, scope)
  // Of a word that is left out, the beginning would leave out too much.
  if (condition.kind === 'not') return {kind: 'not', part: readText(condition.part, {...scope, end: null})}
  if (condition.kind !== 'text')
    throw new Error(`Cannot look for a part of kind "${condition.kind}" in texts`)
  const {text, isPhrase, span} = condition
  const isUnfinished = !isPhrase && span.end === scope.end
  return {kind: 'words', text, isPhrase, isUnfinished, places: scope.places}
}

/** Words side by side are looked for together. */
function joinWords(queries: readonly TextQuery[]): TextQuery[] {
  const joined: TextQuery[] = []
  for (const query of queries) {
    const before = joined.at(-1)
    if (query.kind === 'words' && !query.isPhrase && before?.kind === 'words' && !before.isPhrase)
      joined[joined.length - 1] = {...query, text: `${before.text} ${query.text}`}
    else joined.push(query)
  }
  return joined
}

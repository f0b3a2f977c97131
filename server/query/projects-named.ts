import type {CustomField} from '../../query/fields.ts'
import {lex, type Filter, type Token} from '../../query/lex.ts'
import {vocabularyOf} from '../../query/vocabulary.ts'
import type {Actor} from '../core/actor.ts'

/**
 * Ids of the projects that a text, which may be broken, narrows itself to by their keys, or null where it does not.
 * Only what stands beside everything else does: no alternative, nothing negated, nothing in parentheses.
 */
export function projectsNamed(
  text: string,
  {projectIds}: Pick<Actor, 'projectIds'>,
  customFields: readonly CustomField[],
): readonly number[] | null {
  const vocabulary = vocabularyOf(customFields)
  const tokens = outermost(lex(text, {vocabulary, report: () => null, unknownFields: 'text'}))
  if (tokens.some(({kind}) => kind === 'or')) return null
  const filter = tokens.find(
    (token, index): token is Filter => isProject(token) && !isNegation(tokens[index - 1]),
  )
  if (filter === undefined) return null
  const ids = filter.pieces.map(({value}) => projectIds.get(value.text.toUpperCase()))
  const known = ids.filter((id) => id !== undefined)
  return known.length === ids.length && known.length > 0 ? known : null
}

function outermost(tokens: readonly Token[]): Token[] {
  let groups = 0
  return tokens.filter(({kind}) => {
    if (kind === 'open') groups++
    const isOutside = groups === 0
    if (kind === 'close') groups--
    return isOutside
  })
}

function isProject(token: Token): token is Filter {
  return token.kind === 'filter' && token.entry.name === 'project' && token.change === null
}

function isNegation(token: Token | undefined): boolean {
  return token?.kind === 'minus' || token?.kind === 'not'
}

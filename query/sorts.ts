import type {Sort} from './ast.ts'
import type {Report} from './errors.ts'
import type {Filter, Token} from './lex.ts'
import {likeliest} from './nearest.ts'
import type {Piece} from './pieces.ts'
import {sortAliases, sortFields, type SortField} from './sort-fields.ts'

/**
 * Takes `sort:` out of the tokens, wherever it stands outside of groups, with an AND that joins it to the rest.
 * What is sorted by twice counts once.
 */
export function readSorts(tokens: readonly Token[], report: Report): {sort: Sort[]; rest: Token[]} {
  const sorts = new Map<SortField, Sort>()
  const rest: Token[] = []
  let groups = 0
  let isAfterSort = false
  for (const token of tokens) {
    const last = rest.at(-1)?.kind
    if (token.kind === 'open') groups++
    if (token.kind === 'close') groups--
    if (groups === 0 && isSort(token) && last !== 'minus' && last !== 'not') {
      if (last === 'and') rest.pop()
      for (const sort of sortsIn(token, report)) if (!sorts.has(sort.field)) sorts.set(sort.field, sort)
      isAfterSort = true
      continue
    }
    const isJoint = isAfterSort && token.kind === 'and' && (last === undefined || last === 'or')
    if (!isJoint) rest.push(token)
    isAfterSort = false
  }
  return {sort: [...sorts.values()], rest}
}

export function findSortField(name: string): SortField | undefined {
  const word = name.toLowerCase()
  if (isSortField(word)) return word
  if (/^reactions-(?:\+1|-1|smile|tada|thinking_face|heart|rocket|eyes)$/.test(word)) return 'votes'
  return Object.hasOwn(sortAliases, word) ? sortAliases[word] : undefined
}

function isSort(token: Token): token is Filter {
  return token.kind === 'filter' && token.entry.kind === 'sort'
}

function isSortField(word: string): word is SortField {
  return Object.hasOwn(sortFields, word)
}

function sortsIn(filter: Filter, report: Report): Sort[] {
  return filter.pieces.map((piece) => readSort(piece, filter, report)).filter((sort) => sort !== null)
}

function readSort({value, start, end}: Piece, filter: Filter, report: Report): Sort | null {
  const [, name = '', direction] = /^(.*?)(?:-(asc|desc))?$/is.exec(value.text) ?? []
  const field = findSortField(name)
  if (field === undefined) {
    const isDescending = name.startsWith('-')
    const meant = likeliest(name.replace(/^[-+]/, ''), [
      ...Object.keys(sortFields),
      ...Object.keys(sortAliases),
    ])
    const way = direction === undefined ? '' : `-${direction.toLowerCase()}`
    return report({start, end}, 'unknownWord', `Nothing can be sorted by "${name}"`, {
      expected: Object.keys(sortFields),
      suggestion: meant === null ? null : `${meant}${isDescending ? '-desc' : way}`,
    })
  }
  const descending = (direction?.toLowerCase() ?? sortFields[field]) === 'desc'
  if (field === 'relevance' && !descending) {
    const message = 'By relevance, the best comes first'
    return report({start, end}, 'badValue', message, {suggestion: 'relevance'})
  }
  const whole = filter.pieces.length === 1 ? filter : {start, end}
  return {field, descending, span: {start: whole.start, end: whole.end}}
}

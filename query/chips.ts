import type {Condition, Sort, Span} from './ast.ts'
import {parse, type ParseOptions} from './parse.ts'

/** A part of a query that can be shown, changed and removed by itself. */
export interface Chip {
  /** As it was written. */
  readonly text: string
  readonly span: Span
  readonly kind: Exclude<Condition['kind'], 'and' | 'not'> | 'group' | 'sort'
  /** Of a field: its name, or the key of a custom field. */
  readonly field: string | null
  readonly isCustom: boolean
  readonly isNegated: boolean
}

/** The parts of a text that all have to hold, and its orders, as they stand in it; null where it has errors. */
export function chips(text: string, options: ParseOptions = {}): readonly Chip[] | null {
  const {query} = parse(text, options)
  if (query === null) return null
  const parts = query.where?.kind === 'and' ? query.where.parts : query.where === null ? [] : [query.where]
  const all = [...parts.map((part) => chipOf(part, text)), ...query.sort.map((sort) => sortChip(sort, text))]
  return all.toSorted((a, b) => a.span.start - b.span.start)
}

function chipOf(part: Condition, text: string): Chip {
  const isNegated = part.kind === 'not'
  const condition = isNegated ? part.part : part
  const isGroup = condition.kind === 'and' || condition.kind === 'or' || condition.kind === 'not'
  return {
    text: text.slice(part.span.start, part.span.end),
    span: part.span,
    kind: isGroup ? 'group' : condition.kind,
    field: condition.kind === 'field' ? condition.field : null,
    isCustom: condition.kind === 'field' && condition.isCustom,
    isNegated,
  }
}

function sortChip({span}: Sort, text: string): Chip {
  const written = text.slice(span.start, span.end)
  return {text: written, span, kind: 'sort', field: null, isCustom: false, isNegated: false}
}

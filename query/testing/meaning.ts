import type {Condition, Query} from '../ast.ts'

/** A query without the places in the text, for comparing trees. */
export function withoutSpans(query: Query): unknown {
  return without(new Set(['span']), query)
}

/** Without what only says how it was written either. */
export function meaningOf(query: Query): unknown {
  return without(new Set(['span', 'isPhrase', 'isQuoted']), query)
}

export function termsIn(condition: Condition | null): number {
  if (condition === null) return 0
  if (condition.kind === 'not') return termsIn(condition.part)
  if (condition.kind !== 'and' && condition.kind !== 'or') return 1
  return condition.parts.reduce((sum, part) => sum + termsIn(part), 0)
}

function without(names: ReadonlySet<string>, thing: unknown): unknown {
  if (Array.isArray(thing)) return thing.map((part: unknown) => without(names, part))
  if (typeof thing !== 'object' || thing === null) return thing
  const kept = Object.entries(thing).filter(([name]) => !names.has(name))
  return Object.fromEntries(kept.map(([name, part]: [string, unknown]) => [name, without(names, part)]))
}

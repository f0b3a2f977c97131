import type {Condition, Junction, Span} from './ast.ts'

/** Joins conditions into one; "and" inside "and", and "or" inside "or", become one. Null for no conditions. */
export function join(kind: Junction['kind'], parts: readonly Condition[], span: Span): Condition | null {
  const [first, second] = parts
  if (first === undefined) return null
  if (second === undefined) return first
  return {kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])), span}
}

/** "Not", where two of them are none. */
export function negate(part: Condition, span: Span): Condition {
  return part.kind === 'not' ? {...part.part, span} : {kind: 'not', part, span}
}

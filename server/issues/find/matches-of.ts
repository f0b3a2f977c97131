import type {Condition, Match} from '../../../query/ast.ts'
import type {FieldName} from '../../../query/fields.ts'

/** All that a query says of one field, wherever it says it. */
export function matchesOf(condition: Condition | null, field: FieldName): readonly Match[] {
  if (condition === null) return []
  if (condition.kind === 'not') return matchesOf(condition.part, field)
  if (condition.kind === 'and' || condition.kind === 'or')
    return condition.parts.flatMap((part) => matchesOf(part, field))
  const isOfField = condition.kind === 'field' && condition.field === field && !condition.isCustom
  return isOfField ? condition.matches : []
}

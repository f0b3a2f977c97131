import type {Condition, FieldCondition, Match} from '../../query/ast.ts'
import {fields, type CustomField, type Field, type FieldKind} from '../../query/fields.ts'
import {isFieldName} from '../issues/find/fields.ts'

/** A name of something that people have made, as a query has it. */
export interface NameInQuery {
  readonly field: string
  readonly isCustom: boolean
  readonly kind: FieldKind
  readonly value: string
  readonly match: Match
}

/** The names in a query. What a field once was may be gone by now, and part of a name (`~`) is none. */
export function namesIn(where: Condition | null, customFields: readonly CustomField[]): NameInQuery[] {
  switch (where?.kind) {
    case 'and':
    case 'or':
      return where.parts.flatMap((part) => namesIn(part, customFields))
    case 'not':
      return namesIn(where.part, customFields)
    case 'field':
      return namesOf(where, customFields)
    case 'is':
    case 'has':
    case 'no':
    case 'in':
    case 'text':
    case undefined:
    default:
      return []
  }
}

function namesOf(condition: FieldCondition, customFields: readonly CustomField[]): NameInQuery[] {
  const {field, isCustom, change, matches} = condition
  const kind = change === 'by' ? 'person' : change === null ? kindOf(condition, customFields) : undefined
  if (kind !== 'person' && kind !== 'name' && kind !== 'issue') return []
  return matches.flatMap((match) => {
    const {comparison, value, to} = match
    if (comparison !== '=' || value.kind !== 'word' || to !== null) return []
    return [{field, isCustom, kind, value: value.text, match}]
  })
}

function kindOf(
  {field, isCustom}: FieldCondition,
  customFields: readonly CustomField[],
): FieldKind | undefined {
  if (isCustom) return customFields.find(({key}) => key === field)?.kind === 'person' ? 'person' : undefined
  const known: Field | undefined = isFieldName(field) ? fields[field] : undefined
  return known?.kind
}

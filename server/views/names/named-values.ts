import type {Condition, FieldCondition, Match, Query, Span, WordsCondition} from '../../../query/ast.ts'
import {fields, presences, type CustomField, type Field} from '../../../query/fields.ts'
import {readQuoted} from '../../../query/scan.ts'
import type {Ref, ThingKind} from './ref.ts'

/** A name that stands in the text of a query, with its quotes, if it has some, in the span. */
export interface NamedValue extends Span {
  readonly kind: ThingKind
  /** Without quotes. */
  readonly text: string
  readonly condition?: NonNullable<Ref['condition']>
  /** Key of the custom field of which the text is a choice. */
  readonly choiceOf?: string
}

/** Every name that a query says, in the order of the text and each once. */
export function namedValues(
  text: string,
  {where}: Query,
  customFields: readonly CustomField[],
): readonly NamedValue[] {
  const values = where === null ? [] : namesIn(where, {text, customFields})
  const byStart = new Map<number, NamedValue>()
  for (const value of values) {
    // `tier:none,gold` is two conditions that share their text and the name of the field.
    const isWeaker = value.condition?.isTrueWithout === false
    if (!byStart.has(value.start) || !isWeaker) byStart.set(value.start, value)
  }
  return [...byStart.values()].toSorted((a, b) => a.start - b.start)
}

interface Source {
  readonly text: string
  readonly customFields: readonly CustomField[]
}

function namesIn(condition: Condition, source: Source): NamedValue[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap((part) => namesIn(part, source))
    case 'not':
      return namesIn(condition.part, source)
    case 'field':
      return [...fieldName(condition, source), ...fieldValues(condition, source)]
    case 'has':
    case 'no':
      return wordsNames(condition, source)
    case 'is':
    case 'in':
    case 'text':
    default:
      return []
  }
}

/** Before the colon of a condition on a custom field. */
function fieldName(condition: FieldCondition, {text}: Source): NamedValue[] {
  if (!condition.isCustom) return []
  const name = keyOf(text, condition.span)
  return name === null ? [] : [{...name, kind: 'field', condition: {...condition.span, isTrueWithout: false}}]
}

/** After `has:` and `no:`, or before the colon in `tier:none` and `tier:*`, which mean the same. */
function wordsNames({kind, words, span}: WordsCondition, {text}: Source): NamedValue[] {
  const custom = words.filter(({word}) => !Object.hasOwn(presences, word))
  if (custom.length === 0) return []
  const condition = {...span, isTrueWithout: kind === 'no'}
  const key = keyOf(text, span)
  const isWords = key?.text.toLowerCase() === kind
  const names = isWords ? custom.map((word) => decoded(text, word.span)) : [key]
  return names.filter((name) => name !== null).map((name) => ({...name, kind: 'field', condition}))
}

function keyOf(text: string, {start, end}: Span): (Span & {text: string}) | null {
  const keyEnd = text[start] === '"' ? readQuoted(text, start).end : text.indexOf(':', start)
  return keyEnd <= start || keyEnd >= end ? null : decoded(text, {start, end: keyEnd})
}

const kindsByField: Readonly<Record<string, ThingKind>> = {
  project: 'project',
  type: 'type',
  status: 'status',
  company: 'company',
  label: 'label',
  component: 'component',
  affects: 'version',
  target: 'version',
  fixed: 'version',
  milestone: 'milestone',
  cycle: 'cycle',
}

function fieldValues(condition: FieldCondition, source: Source): NamedValue[] {
  const choiceOf = fieldWithChoices(condition, source)
  const kind = choiceOf === undefined ? kindOfValues(condition, source) : 'field'
  if (kind === undefined) return []
  const names = condition.matches.flatMap((match) => matchNames(match, kind, source))
  return choiceOf === undefined ? names : names.map((name) => ({...name, choiceOf}))
}

function fieldWithChoices({field, isCustom}: FieldCondition, {customFields}: Source): string | undefined {
  return isCustom && customFields.some(({key, kind}) => key === field && kind === 'choice')
    ? field
    : undefined
}

function kindOfValues(
  {field, isCustom, change}: FieldCondition,
  {customFields}: Source,
): ThingKind | undefined {
  if (change === 'changed') return undefined
  if (change === 'by') return 'person'
  if (isCustom) return customFields.find(({key}) => key === field)?.kind === 'person' ? 'person' : undefined
  const builtIn: Field | undefined = Object.hasOwn(fields, field)
    ? fields[field as keyof typeof fields]
    : undefined
  if (builtIn?.kind === 'person' || builtIn?.kind === 'issue') return builtIn.kind
  return kindsByField[field]
}

function matchNames({comparison, value, to, span}: Match, kind: ThingKind, {text}: Source): NamedValue[] {
  if (comparison !== '=') return []
  if (to !== null) return kind === 'issue' ? projectsOfRange(text, span) : []
  if (value.kind !== 'word') return []
  const name = decoded(text, span)
  return name.text.toLowerCase() === value.text.toLowerCase() ? [{...name, kind}] : []
}

/** Both ends of `WEB-1..WEB-9` lie in one project, so they follow its key and not the two issues. */
function projectsOfRange(text: string, {start, end}: Span): NamedValue[] {
  return [...text.slice(start, end).matchAll(/(?<=^"?|\.\."?)[a-z][a-z0-9]*(?=-\d)/gi)].map((key) => ({
    kind: 'project',
    text: key[0],
    start: start + key.index,
    end: start + key.index + key[0].length,
  }))
}

function decoded(text: string, {start, end}: Span): Span & {text: string} {
  return {start, end, text: text[start] === '"' ? readQuoted(text, start).value : text.slice(start, end)}
}

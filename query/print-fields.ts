import type {FieldCondition, Match, Value} from './ast.ts'
import {endOfWord, quote, writeKey} from './scan.ts'
import {isNoneWord, needsQuotes} from './value-words.ts'
import {builtInField, presenceOf} from './vocabulary.ts'

export function printField(condition: FieldCondition, isInGroup: boolean): string {
  const {field, isCustom, change, matches} = condition
  const key = isCustom ? writeKey(field) : field
  const values = matches.map((match) => printMatch(match, readsNoneAsNo(condition), isInGroup))
  return `${key}${change === null ? '' : `.${change}`}:${values.join(',')}`
}

function printMatch({comparison, value, to}: Match, isNoneNo: boolean, isInGroup: boolean): string {
  if (to !== null) return `${printValue(value, isInGroup)}..${printValue(to, isInGroup)}`
  const isNone = value.kind === 'word' && isNoneWord(value.text)
  if (comparison !== '=') return `${comparison}${printValue(value, isInGroup)}`
  return isNone && isNoneNo ? quote(value.text) : printValue(value, isInGroup)
}

/** Whether an unquoted "none" would say that the field has no value. */
function readsNoneAsNo({field, isCustom, change}: FieldCondition): boolean {
  if (change !== null) return false
  if (isCustom) return true
  const entry = builtInField(field)
  if (entry === undefined || entry.rules.kind === 'text') return false
  return presenceOf(entry) !== undefined && !entry.rules.choices.some((choice) => isNoneWord(choice))
}

function printValue(value: Value, isInGroup: boolean): string {
  switch (value.kind) {
    case 'word':
      return value.isQuoted || !isValueWord(value.text, isInGroup) ? quote(value.text) : value.text
    case 'today':
      if (value.offset === 0) return '@today'
      return `@today${value.offset < 0 ? '-' : '+'}${Math.abs(value.offset)}${value.unit}`
    case 'any':
      return '*'
    case 'me':
    case 'current':
    case 'next':
    case 'previous':
    default:
      return `@${value.kind}`
  }
}

function isValueWord(text: string, isInGroup: boolean): boolean {
  return !needsQuotes(text) && endOfWord(text, 0, isInGroup) === text.length
}

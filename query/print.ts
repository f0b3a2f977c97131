import type {Condition, Query, Sort, TextCondition} from './ast.ts'
import {keyAt} from './keys.ts'
import {operatorAt} from './lex.ts'
import type {ParseOptions} from './parse.ts'
import {printField} from './print-fields.ts'
import {endOfWord, isNegation, quote, takesParenthesis, writeKey} from './scan.ts'
import {vocabularyOf, type Vocabulary} from './vocabulary.ts'

/**
 * The one canonical text of a query: no needless parentheses, a space for "and", the order at the end. `parse`
 * reads it back as the same tree. With `customFields`, words that would read as one of these are quoted too; that
 * matters only to queries that were built and not parsed.
 */
export function print(query: Query, {customFields = []}: Pick<ParseOptions, 'customFields'> = {}): string {
  const printer: Printer = {vocabulary: vocabularyOf(customFields), isInGroup: false}
  const where = query.where === null ? [] : [printCondition(query.where, printer)]
  return [...where, ...query.sort.map(printSort)].join(' ')
}

interface Printer {
  readonly vocabulary: Vocabulary
  readonly isInGroup: boolean
}

function printCondition(condition: Condition, printer: Printer): string {
  switch (condition.kind) {
    case 'or':
      return condition.parts.map((part) => printCondition(part, printer)).join(' OR ')
    case 'and':
      return condition.parts
        .map((part) => (part.kind === 'or' ? printGroup(part, printer) : printCondition(part, printer)))
        .join(' ')
    case 'not':
      return printNot(condition.part, printer)
    case 'field':
      return printField(condition, printer.isInGroup)
    case 'is':
    case 'has':
    case 'no':
      return `${condition.kind}:${condition.words.map(({word}) => writeKey(word)).join(',')}`
    case 'in':
      return `in:${condition.places.join(',')}`
    case 'text':
    default:
      return printText(condition, printer)
  }
}

function printGroup(condition: Condition, {vocabulary}: Printer): string {
  const inner = printCondition(condition, {vocabulary, isInGroup: true})
  return `(${inner}${endsOpen(condition) ? ' ' : ''})`
}

function printNot(part: Condition, printer: Printer): string {
  const isJunction = part.kind === 'and' || part.kind === 'or'
  const inner = isJunction ? printGroup(part, printer) : printCondition(part, printer)
  return isNegation(`-${inner}`, 0, printer.isInGroup) ? `-${inner}` : `NOT ${inner}`
}

/** Whether the text of a condition ends with a word that would take a closing parenthesis for its own. */
function endsOpen(condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const last = condition.parts.at(-1)
      return last !== undefined && !(condition.kind === 'and' && last.kind === 'or') && endsOpen(last)
    }
    case 'not':
      return condition.part.kind !== 'and' && condition.part.kind !== 'or' && endsOpen(condition.part)
    case 'text':
      return !condition.isPhrase && takesParenthesis(condition.text)
    case 'field': {
      const last = condition.matches.at(-1)
      const value = last?.to ?? last?.value
      return value?.kind === 'word' && !value.isQuoted && takesParenthesis(value.text)
    }
    case 'is':
    case 'has':
    case 'no':
    case 'in':
    default:
      return false
  }
}

function printText({text, isPhrase}: TextCondition, printer: Printer): string {
  return isPhrase || !isWord(text, printer) ? quote(text) : text
}

/** Whether the text, as it is, reads as one word to look for. */
function isWord(text: string, {isInGroup, vocabulary}: Printer): boolean {
  if (text === '' || /^["(]/.test(text) || isNegation(text, 0, isInGroup)) return false
  if (endOfWord(text, 0, isInGroup) < text.length || operatorAt(text, 0, isInGroup) !== null) return false
  return keyAt(text, 0, isInGroup, {vocabulary, unknownFields: 'text'}) === null
}

function printSort({field, descending}: Sort): string {
  if (field === 'relevance') return 'sort:relevance'
  return `sort:${field}-${descending ? 'desc' : 'asc'}`
}

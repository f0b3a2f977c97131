import {z} from 'zod'
import {invalid, type AppError} from '../core/errors.ts'
import type {CustomField} from '../../query/fields.ts'
import {findChoice} from './plan-choices.ts'

type Value = string | number | boolean

const maxNumber = 1e15
const maxUrlLength = 2000
const maxId = 2_147_483_647

/**
 * A value as an issue keeps it: texts without space around them, a choice as its field writes it. Whether a
 * person exists is up to the caller.
 *
 * @throws AppError `invalid` that points at the field
 */
export function checkValue(field: CustomField, value: Value, pointer: string): Value {
  const checked = checks[field.kind](value, field)
  if (checked === undefined) throw refusal(field, value, pointer)
  return checked
}

/** Where a value stands in the body of a request (RFC 6901, section 3). */
export function pointerTo(key: string): string {
  return `/custom/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

const checks: Readonly<Record<CustomField['kind'], (value: Value, field: CustomField) => Value | undefined>> =
  {
    text: (value) => textOf(value),
    number: (value) => (typeof value === 'number' && Math.abs(value) <= maxNumber ? value : undefined),
    date: (value) => (isDate(value) ? value : undefined),
    boolean: (value) => (typeof value === 'boolean' ? value : undefined),
    choice: (value, {choices}) => (typeof value === 'string' ? findChoice(choices, value.trim()) : undefined),
    person: (value) => (isId(value) ? value : undefined),
    url: (value) => urlOf(value),
  }

/** JSON in PostgreSQL holds neither NUL nor half a character. */
function textOf(value: Value): string | undefined {
  const text = typeof value === 'string' ? value.trim().toWellFormed() : ''
  return text === '' || text.includes('\0') ? undefined : text
}

/** The calendar of PostgreSQL has no year 0. */
function isDate(value: Value): boolean {
  return z.iso.date().safeParse(value).success && String(value) >= '0001'
}

/** Whether it can be the id of a row. */
export function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maxId
}

/** Only what is safe behind a link: a javascript: address would run in the reader's page. */
function urlOf(value: Value): string | undefined {
  const text = textOf(value)
  if (text === undefined || text.length > maxUrlLength || /\s/.test(text)) return undefined
  const {protocol} = URL.parse(text) ?? {}
  return protocol === 'https:' || protocol === 'http:' ? text : undefined
}

function refusal({name, kind, choices}: CustomField, value: Value, pointer: string): AppError {
  const what = kind === 'choice' ? `one of ${listOf(choices)}` : descriptions[kind]
  return invalid(pointer, `${name} takes ${what}: not ${JSON.stringify(value).slice(0, 60)}`)
}

const mostListed = 10

function listOf(choices: readonly string[]): string {
  const rest = choices.length - mostListed
  return choices.slice(0, mostListed).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

const descriptions: Readonly<Record<Exclude<CustomField['kind'], 'choice'>, string>> = {
  text: 'a text that is not empty (null takes the value away)',
  number: 'a number, no larger than 1,000,000,000,000,000',
  date: 'a date such as 2026-01-31',
  boolean: 'true or false',
  person: 'the id of a person',
  url: 'an address that begins with https:// or http://',
}

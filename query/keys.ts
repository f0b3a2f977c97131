import type {FieldCondition} from './ast.ts'
import {nearest} from './nearest.ts'
import {isSpace, readQuoted} from './scan.ts'
import type {Entry, Vocabulary} from './vocabulary.ts'

export type Change = NonNullable<FieldCondition['change']>

/** What stands before a colon. */
export interface WrittenKey {
  readonly name: string
  readonly change: Change | null
  /** Undefined: nothing is called so. */
  readonly entry: Entry | undefined
  /** What it was probably meant to be. */
  readonly nearest: string | null
  readonly start: number
  /** The unit after the colon. */
  readonly end: number
}

export interface KeyOptions {
  readonly vocabulary: Vocabulary
  readonly unknownFields: 'error' | 'text'
}

/**
 * The key that begins at `start`, known or not, or null where the word that begins there is one to look for:
 * `http://x`, `std::vector`, `C:\x`, `12:30`, `TypeError:`.
 */
export function keyAt(
  text: string,
  start: number,
  isInGroup: boolean,
  options: KeyOptions,
): WrittenKey | null {
  const key = text[start] === '"' ? quotedKeyAt(text, start, options) : plainKeyAt(text, start, options)
  if (key === null) return null
  const isEmpty = isNothing(text, key.end, isInGroup)
  if (key.entry !== undefined) {
    // `"title": ` is more likely a piece of JSON than a filter without its value.
    const isJson = isEmpty && text[start] === '"' && !(key.entry.kind === 'field' && key.entry.isCustom)
    return isJson ? null : key
  }
  const isText = isEmpty || (options.unknownFields === 'text' && key.nearest === null)
  return isText ? null : key
}

/** Whether no value can begin at `at`. */
export function isNothing(text: string, at: number, isInGroup: boolean): boolean {
  const char = text[at]
  return char === undefined || isSpace(char) || (char === ')' && isInGroup)
}

export const changes: ReadonlyMap<string, Change> = new Map(
  (['was', 'changed', 'from', 'to', 'by'] as const).map((change) => [change, change]),
)

function plainKeyAt(text: string, start: number, {vocabulary}: KeyOptions): WrittenKey | null {
  return builtInKeyAt(text, start, vocabulary) ?? customKeyAt(text, start, vocabulary)
}

function builtInKeyAt(text: string, start: number, vocabulary: Vocabulary): WrittenKey | null {
  const pattern = /([a-z][a-z-]*)(?:\.(was|changed|from|to|by))?:(?![:\\]|\/\/)/iy
  pattern.lastIndex = start
  const parts = pattern.exec(text)
  const name = parts?.[1]
  if (name === undefined || (name.length === 1 && text[pattern.lastIndex] === '/')) return null
  const entry = vocabulary.keys.get(name.toLowerCase())
  const change = changes.get(parts?.[2]?.toLowerCase() ?? '') ?? null
  return {name, change, entry, nearest: nearestKey(name, entry, vocabulary), start, end: pattern.lastIndex}
}

/** Custom fields may have letters and digits of any kind in their names. */
function customKeyAt(text: string, start: number, vocabulary: Vocabulary): WrittenKey | null {
  const pattern = /([\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*):(?![:\\]|\/\/)/uy
  pattern.lastIndex = start
  const name = pattern.exec(text)?.[1]
  const entry = name === undefined ? undefined : vocabulary.keys.get(name.toLowerCase())
  if (name === undefined || entry === undefined) return null
  return {name, change: null, entry, nearest: null, start, end: pattern.lastIndex}
}

function quotedKeyAt(text: string, start: number, {vocabulary}: KeyOptions): WrittenKey | null {
  const {value: name, end, isClosed} = readQuoted(text, start)
  if (!isClosed || text[end] !== ':' || text[end + 1] === ':') return null
  const entry = vocabulary.keys.get(name.toLowerCase())
  return {name, change: null, entry, nearest: nearestKey(name, entry, vocabulary), start, end: end + 1}
}

function nearestKey(name: string, entry: Entry | undefined, vocabulary: Vocabulary): string | null {
  return entry === undefined ? nearest(name, vocabulary.keys.keys()) : null
}

/** What ends an unquoted word besides a space: nothing, a comma, or a comma and the dots of a range. */
export type WordEnd = 'space' | 'comma' | 'range'

export function isSpace(char: string | undefined): boolean {
  return char !== undefined && /\s/.test(char)
}

/**
 * Where the word that begins at `start` ends. Parentheses that it opens itself are its own, so `f(x)` is a word;
 * any other closing one ends it inside a group, and is an ordinary character outside of one.
 */
export function endOfWord(text: string, start: number, isInGroup: boolean, ends: WordEnd = 'space'): number {
  let opened = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (isSpace(char)) return at
    if (char === '(') opened++
    else if (char === ')' && opened > 0) opened--
    else if (char === ')' && isInGroup) return at
    else if (char === ',' && ends !== 'space') return at
    else if (char === '.' && text[at + 1] === '.' && ends === 'range') return at
  }
  return text.length
}

/** Whether a closing parenthesis written directly after the word would become a part of it. */
export function takesParenthesis(word: string): boolean {
  return endOfWord(`${word})`, 0, true) > word.length
}

/** Whether the hyphen at `at` says "not": it stands before a quote, a group, or a word of letters or digits. */
export function isNegation(text: string, at: number, isInGroup: boolean): boolean {
  if (text[at] !== '-') return false
  const next = text[at + 1]
  if (next === '"' || next === '(') return true
  if (next === '-') return false
  return /[\p{L}\p{N}]/u.test(text.slice(at + 1, endOfWord(text, at + 1, isInGroup)))
}

/** Reads from the quote at `start`. Inside, `\"` is a quote and `\\` a backslash. */
export function readQuoted(text: string, start: number): {value: string; end: number; isClosed: boolean} {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '"') return {value, end: at + 1, isClosed: true}
    const next = text[at + 1]
    const isEscape = char === '\\' && (next === '"' || next === '\\')
    if (isEscape) at++
    value += isEscape ? next : char
  }
  return {value, end: text.length, isClosed: false}
}

export function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

/** A key as it is written: quoted where it holds more than letters, digits and hyphens. */
export function writeKey(key: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*$/u.test(key) ? key : quote(key)
}

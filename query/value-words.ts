/** Words that mean something else than themselves when they stand as a value without quotes. */
const special = /^(?:\*|@me|@today(?:[+-].*)?|@current|@next|@previous)$/i

/**
 * Whether a value must be quoted to be read as these very characters, whatever the field. A negative number
 * needs none: where numbers are not expected, the hyphen is an error and not another meaning.
 */
export function needsQuotes(text: string): boolean {
  if (/^-\d+(?:\.\d+)?$/.test(text)) return false
  return text === '' || /^["<>=!~(\\/:-]|[\s,]|\.\./.test(text) || special.test(text)
}

export function isNoneWord(text: string): boolean {
  return text.toLowerCase() === 'none'
}

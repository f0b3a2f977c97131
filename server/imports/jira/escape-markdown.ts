const special = /\\|`|\*+|_+|<|\[\^|\[|\]|~~+/g
const alphanumeric = /[\p{L}\p{N}]/u
const asciiPunctuation = /[!-/:-@[-`{-~]/

/**
 * Escapes a piece of one line so that Markdown shows it as written. Escapes only what Markdown would otherwise
 * act on (`a_b_c`, `2 * 3` and `[INFO]` stay as they are), so that the stored text stays readable and findable.
 * Within a link's label every bracket is escaped.
 */
export function escapeMarkdown(text: string, place: 'text' | 'label' = 'text'): string {
  return text.replace(special, (found: string, offset: number) => {
    const before = text[offset - 1] ?? ''
    const after = text[offset + found.length] ?? ''
    return needsEscape(found, before, after, place) ? found.replace(/./g, '\\$&') : found
  })
}

/** Escapes what Markdown would take for a block at the start of an otherwise finished line. */
export function escapeLineStart(line: string): string {
  if (/^(#{1,6}(\s|$)|>|[-+*](\s|$)|~~~|(=+|-+)\s*$|:?-+:?\s*\|[\s|:-]*$)/.test(line)) return `\\${line}`
  return line
}

function needsEscape(found: string, before: string, after: string, place: 'text' | 'label'): boolean {
  switch (found.charAt(0)) {
    case '\\':
      return after === '' || asciiPunctuation.test(after)
    case '*':
      return !(isSpace(before) && isSpace(after))
    case '_':
      return !(isWord(before) && isWord(after)) && !(isSpace(before) && isSpace(after))
    case '<':
      return /[a-z/!?]/i.test(after)
    case '[':
      return place === 'label' || found === '[^'
    case ']':
      return place === 'label' || after === '(' || after === ':'
    default:
      return true
  }
}

function isSpace(char: string): boolean {
  return char !== '' && char.trim() === ''
}

function isWord(char: string): boolean {
  return alphanumeric.test(char)
}

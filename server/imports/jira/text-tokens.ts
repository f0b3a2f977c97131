/**
 * Finished pieces that stand in a text as tokens, so that later steps pass over them. The brackets are Unicode
 * noncharacters, which no text may contain for interchange; `clean` removes them from what comes in.
 */
export class TextTokens {
  readonly #items: string[] = []
  readonly #pattern: RegExp
  readonly #open: string
  readonly #close: string

  constructor(kind: 'inline' | 'block') {
    ;[this.#open, this.#close] = kind === 'inline' ? ['\uFDD0', '\uFDD1'] : ['\uFDD2', '\uFDD3']
    this.#pattern = new RegExp(`${this.#open}(\\d+)${this.#close}`, 'g')
  }

  put(finished: string): string {
    this.#items.push(finished)
    return `${this.#open}${this.#items.length - 1}${this.#close}`
  }

  expand(text: string): string {
    if (!text.includes(this.#open)) return text
    return text.replace(this.#pattern, (_, index: string) => this.#items[Number(index)] ?? '')
  }

  /** The text between tokens and what the tokens stand for, in order. */
  split(text: string): {text: string; finished: string | null}[] {
    const parts: {text: string; finished: string | null}[] = []
    let from = 0
    for (const match of text.matchAll(this.#pattern)) {
      parts.push({text: text.slice(from, match.index), finished: this.#items[Number(match[1])] ?? ''})
      from = match.index + match[0].length
    }
    parts.push({text: text.slice(from), finished: null})
    return parts
  }

  static clean(text: string): string {
    return text.replace(/[\uFDD0-\uFDD3]/g, '')
  }
}

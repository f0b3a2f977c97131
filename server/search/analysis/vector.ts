import type {Language} from './languages.ts'
import {chunksOf, tokensOfChunk} from './tokens.ts'

/** Title; description and its like; comments; attachments. */
export type Weight = 'A' | 'B' | 'C' | 'D'

// PostgreSQL keeps positions up to 16,383, 255 of them a lexeme, and refuses a vector of 1 MB.
const maxPosition = 16_383
const maxPositions = 255
const maxSize = 500_000
/** Texts are apart by more than a phrase can bridge. */
const gap = 8

/** Puts a text search vector together, as text that PostgreSQL reads. What does not fit is left out. */
export interface VectorBuilder {
  /** `isTitle`: with words that say little and with the forms of words, for what is typed letter by letter. */
  add(text: string, weight: Weight, language: Language, isTitle?: boolean): void
  toString(): string
}

export function createVector(): VectorBuilder {
  const positions = new Map<string, string[]>()
  let size = 0
  let offset = 1

  function put(lexeme: string, position: string): void {
    const known = positions.get(lexeme)
    if (known === undefined) {
      size += lexeme.length * 2 + 8
      positions.set(lexeme, [position])
    } else if (known.length < maxPositions && known.at(-1) !== position) {
      size += 2
      known.push(position)
    }
  }

  return {
    add(text, weight, language, isTitle = false) {
      for (const chunk of chunksOf(text)) {
        if (size > maxSize) return
        const {list, length} = tokensOfChunk(chunk, language)
        for (const {lexeme, position, kind} of list)
          if (isTitle || (kind !== 'stop' && kind !== 'form'))
            put(lexeme, `${Math.min(offset + position, maxPosition)}${weight === 'D' ? '' : weight}`)
        offset += length
      }
      offset += gap
    },
    toString: () => [...positions].map(([lexeme, at]) => `${quote(lexeme)}:${at.join()}`).join(' '),
  }
}

/** A lexeme as PostgreSQL reads it in a vector or in a query. */
export function quote(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

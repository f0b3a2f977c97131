import {maxTextBytes} from '../limits.ts'

/** Gathers text until there is as much as is kept. */
export interface TextSink {
  add(text: string): void
  /** More would be thrown away. */
  readonly isFull: boolean
  toString(): string
}

export function createTextSink(): TextSink {
  const pieces: string[] = []
  let length = 0
  return {
    add(text) {
      if (length >= maxTextBytes) return
      pieces.push(text)
      length += text.length
    },
    get isFull() {
      return length >= maxTextBytes
    },
    toString: () => pieces.join(''),
  }
}

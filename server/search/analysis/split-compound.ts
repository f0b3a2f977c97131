/** A piece of text without spaces, taken apart: `Ti.UI.createView` also is `UI.createView`, `createView`, `create` and `View`. */
export interface Compound {
  /** The finest parts, in order. */
  readonly leaves: readonly string[]
  /** The whole and the parts that are made of several leaves, the longest of a place first, with the index of their first leaf. */
  readonly wholes: readonly {readonly text: string; readonly at: number}[]
}

const maxWhole = 200
/** Every run of so many parts can be looked for. */
const fewParts = 4
const maxParts = 5

/** From the widest to the narrowest: an address is made of paths, a path of names, a name of words. */
const separators = [
  /[#@~$%+&=]+/,
  /:+/,
  /[\\/]+/,
  /\.+/,
  /[-_]+/,
  /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u,
]

export function splitCompound(chunk: string): Compound {
  const compound = {leaves: [] as string[], wholes: [] as {text: string; at: number}[]}
  split(chunk, 0, compound)
  return compound
}

type Splitting = {leaves: string[]; wholes: {text: string; at: number}[]}

function split(text: string, level: number, into: Splitting): void {
  const separator = separators[level]
  if (separator === undefined) {
    into.leaves.push(text)
    return
  }
  const parts = text.split(separator).filter((part) => part !== '')
  const [only] = parts
  if (only === undefined) return
  if (parts.length === 1) {
    split(only, level + 1, into)
    return
  }
  const placed: Part[] = []
  const ofParts = {leaves: into.leaves, wholes: [] as Splitting['wholes']}
  let end = 0
  for (const part of parts) {
    const start = text.indexOf(part, end)
    end = start + part.length
    placed.push({start, end, at: into.leaves.length})
    split(part, level + 1, ofParts)
  }
  for (const {from, to} of runsOf(placed.length, level === separators.length - 1)) {
    const [first, last] = [placed[from], placed[to]]
    if (first !== undefined && last !== undefined && last.end - first.start <= maxWhole)
      into.wholes.push({text: text.slice(first.start, last.end), at: first.at})
  }
  into.wholes.push(...ofParts.wholes)
}

interface Part {
  readonly start: number
  readonly end: number
  /** Index of its first leaf. */
  readonly at: number
}

/** Which neighbouring parts are found as one: of few parts all, of many the first and the last ones. */
function runsOf(count: number, isOfWords: boolean): {from: number; to: number}[] {
  const runs: {from: number; to: number}[] = []
  for (let from = 0; from < count - 1; from++)
    for (let to = count - 1; to > from; to--) {
      const isWhole = from === 0 && to === count - 1
      const isEnd = to === count - 1 && count - from <= maxParts
      const isBeginning = from === 0 && to < maxParts
      // Words that are written as one are found by how the name ends: createView, View, but not by createTab.
      if (isWhole || (isOfWords ? isEnd : count <= fewParts || isEnd || isBeginning)) runs.push({from, to})
    }
  return runs
}

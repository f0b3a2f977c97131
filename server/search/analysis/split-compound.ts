/** A piece of text without spaces, taken apart: `Ti.UI.createView` also is `UI.createView`, `createView`, `create` and `View`. */
export interface Compound {
  /** The finest parts, in order. */
  readonly leaves: readonly string[]
  /** The whole and every part that is made of several leaves, with the index of its first leaf. */
  readonly wholes: readonly {readonly text: string; readonly at: number}[]
}

const maxWhole = 200
const maxSuffixes = 5

/** From the widest to the narrowest: an address is made of paths, a path of names, a name of words. */
const separators = [
  /[#@~$%+&=]+/,
  /[\\/]+/,
  /:+/,
  /\.+/,
  /[-_]+/,
  /(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u,
]

export function splitCompound(chunk: string): Compound {
  const compound = {leaves: [] as string[], wholes: [] as {text: string; at: number}[]}
  split(chunk, 0, compound)
  return compound
}

function split(
  text: string,
  level: number,
  into: {leaves: string[]; wholes: {text: string; at: number}[]},
): void {
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
  let rest = text
  for (const [index, part] of parts.entries()) {
    rest = rest.slice(rest.indexOf(part))
    const isSuffix = index > 0 && index < parts.length - 1
    if (rest.length <= maxWhole && (index === 0 || (isSuffix && parts.length - index <= maxSuffixes)))
      into.wholes.push({text: rest, at: into.leaves.length})
    split(part, level + 1, into)
    rest = rest.slice(part.length)
  }
}

import {nearest} from '../nearest.ts'
import type {Candidate, Item} from './item.ts'

/**
 * The items that fit what was written, the best first: those whose name begins with it, those of which an alias
 * does, the one that is spelled most alike where there is none of these, and those that hold it somewhere.
 */
export function rank(candidates: readonly Candidate[], prefix: string, limit: number): Item[] {
  const written = prefix.toLowerCase()
  const ranked: Item[][] = [[], [], [], [], []]
  for (const {item, names, isHidden = false} of candidates) {
    if (written === '' && isHidden) continue
    ranked[fitOf(names, written)]?.push(item)
  }
  const [same = [], begun = [], aliases = [], inside = []] = ranked
  const best = [...same, ...begun, ...aliases]
  const alike = best.length > 0 ? [] : spelledAlike(candidates, written)
  return [...new Set([...best, ...alike, ...inside])].slice(0, limit)
}

const noFit = 4

function fitOf(names: readonly string[], written: string): number {
  const [name = '', ...aliases] = names.map((each) => each.toLowerCase())
  if (name === written) return 0
  if (name.startsWith(written)) return 1
  if (aliases.some((alias) => alias.startsWith(written))) return 2
  const isInside = written.length > 1 && [name, ...aliases].some((each) => each.includes(written))
  return isInside ? 3 : noFit
}

function spelledAlike(candidates: readonly Candidate[], written: string): Item[] {
  const found = nearest(
    written,
    candidates.flatMap(({names}) => names),
  )
  const candidate = candidates.find(({names}) => found !== null && names.includes(found))
  return candidate === undefined ? [] : [candidate.item]
}

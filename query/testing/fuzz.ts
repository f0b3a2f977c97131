import {performance} from 'node:perf_hooks'
import * as fc from 'fast-check'
import {checkCompletions, checkText, checkTree} from './properties.ts'
import {likelyTexts, rawTexts, rightTexts} from './texts.ts'
import {trees} from './trees.ts'

/** Generates inputs and checks what must hold for every one: `node query/testing/fuzz.ts [count] [seed]`. */
const count = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31)
const batch = 10_000

interface Kind {
  readonly name: string
  readonly share: number
  readonly run: (settings: {seed: number; numRuns: number}) => void
}

const kinds: readonly Kind[] = [
  {
    name: 'any characters',
    share: 0.45,
    run: (settings) => fc.assert(fc.property(rawTexts, checkText), settings),
  },
  {
    name: 'likely texts',
    share: 0.35,
    run: (settings) => fc.assert(fc.property(likelyTexts, checkText), settings),
  },
  {
    name: 'right texts',
    share: 0.07,
    run: (settings) => fc.assert(fc.property(rightTexts, checkText), settings),
  },
  {name: 'built queries', share: 0.12, run: (settings) => fc.assert(fc.property(trees, checkTree), settings)},
  {
    name: 'every cursor',
    share: 0.01,
    run: (settings) => fc.assert(fc.property(likelyTexts, checkCompletions), settings),
  },
]

console.log(`seed ${seed}`)
for (const {name, share, run} of kinds) {
  const wanted = Math.ceil(count * share)
  const start = performance.now()
  for (let done = 0; done < wanted; done += batch) {
    run({seed: seed + done, numRuns: Math.min(batch, wanted - done)})
  }
  const seconds = (performance.now() - start) / 1000
  console.log(`${name}: ${wanted} inputs, ${Math.round(wanted / seconds)} a second`)
}

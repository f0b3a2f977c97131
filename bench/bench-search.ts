import {writeFile} from 'node:fs/promises'
import {parseArgs} from 'node:util'
import {loadSamples} from './sample-texts.ts'
import {measureDuplicates} from './search/measure-duplicates.ts'
import {measureAt1m, measureSearch} from './search/measure-search.ts'
import {printResults} from './search/print-results.ts'
import type {Results} from './search/results.ts'

const {values: options} = parseArgs({
  options: {
    size: {type: 'string', default: '100000'},
    json: {type: 'string'},
    seconds: {type: 'string', default: '8'},
    /** Leaves the runs at 1,000,000 issues and the duplicates out. */
    quick: {type: 'boolean', default: false},
  },
})

const size = Number(options.size)
const results: Results = {}
const measuring = {samples: await loadSamples(30_000), seconds: Number(options.seconds)}
try {
  await measureSearch(results, size, measuring)
  if (!options.quick) {
    await measureDuplicates(results)
    await measureAt1m(results, measuring)
  }
} finally {
  // What took an hour is not lost with the rest.
  printResults(results, size)
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`)
}

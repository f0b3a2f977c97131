import {startBenchServer, type BenchServer} from '../bench-server.ts'
import {warmAndLoad, type BenchRequest, type Figures} from '../load.ts'
import type {SampleIssue} from '../sample-texts.ts'
import {assertAnswers} from './assert-answers.ts'
import {filterRequests} from './filter-requests.ts'
import {countLostWrites} from './found-after-writing.ts'
import {readKnownIssues, type KnownIssue} from './known-issues.ts'
import {scoreKnownItems} from './known-item.ts'
import {measureReference} from './measure-reference.ts'
import type {Results} from './results.ts'
import {scoreIdentifiers} from './score-identifiers.ts'
import {commonRequests, prefixRequests, wordRequests} from './search-requests.ts'
import {reportRequests, titleRequests} from './similar-requests.ts'
import {record} from './record.ts'

export interface MeasureOptions {
  samples: readonly SampleIssue[]
  seconds: number
}

const distinct = 800
/** As many queries as a team has in use: lists are asked for again and again. */
const distinctFilters = 200

/** Every figure of one base of this size, with three comments an issue. */
export async function measureSearch(
  results: Results,
  size: number,
  {samples, seconds}: MeasureOptions,
): Promise<void> {
  const server = await startBenchServer({samples, issues: size, comments: size * 3, withSimilar: true})
  try {
    const issues = await readKnownIssues(server, 6000)
    const some = issues.slice(0, distinct)
    const run = (requests: readonly BenchRequest[]) => () => measure(server, requests, seconds)
    await record(results, 'reference', () => measureReference(server, seconds))
    await record(results, 'search3', run(wordRequests(some)))
    await record(results, 'common', run(commonRequests(samples)))
    await record(results, 'prefix', run(prefixRequests(some)))
    await record(results, 'filters', run(filterRequests(issues, distinctFilters)))
    await record(results, 'similarTitle', run(titleRequests(some)))
    await record(results, 'similarReport', run(reportRequests(some)))
    await scoreQuality(results, server, issues)
    await record(results, 'lostWrites', () => countLostWrites(server, samples, 200))
  } finally {
    await server.stop()
  }
}

/** How two of them fare with ten times as many issues; comments would only cost time here. */
export async function measureAt1m(results: Results, {samples, seconds}: MeasureOptions): Promise<void> {
  const server = await startBenchServer({samples, issues: 1_000_000, comments: 0, withSimilar: false})
  try {
    const issues = await readKnownIssues(server, 6000)
    const words = wordRequests(issues.slice(0, distinct))
    await record(results, 'search3At1m', () => measure(server, words, seconds))
    const filters = filterRequests(issues, distinctFilters)
    await record(results, 'filtersAt1m', () => measure(server, filters, seconds))
  } finally {
    await server.stop()
  }
}

async function scoreQuality(
  results: Results,
  server: BenchServer,
  issues: readonly KnownIssue[],
): Promise<void> {
  for (const words of [3, 2] as const) {
    await record(results, `knownItem${words}`, async () => {
      const {found, foundTitle} = await scoreKnownItems(server, issues, {words, queries: 500})
      results[`knownTitle${words}`] = foundTitle
      return found
    })
  }
  await record(results, 'identifiers', async () => {
    const {found, missed} = await scoreIdentifiers(server, issues, 200)
    for (const q of missed) process.stderr.write(`Not found: ${q}\n`)
    return found
  })
}

async function measure(
  server: BenchServer,
  requests: readonly BenchRequest[],
  seconds: number,
): Promise<Figures> {
  await assertAnswers(server, requests)
  return warmAndLoad(server, {requests, seconds})
}

import {writeFile} from 'node:fs/promises'
import {cpus} from 'node:os'
import {parseArgs} from 'node:util'
import {residentMb, startBenchServer, type BenchServer} from './bench-server.ts'
import {measureImport} from './measure-import.ts'
import {warmAndLoad, type BenchRequest, type Figures} from './load.ts'
import {loadSamples, type SampleIssue} from './sample-texts.ts'

const {values: options} = parseArgs({
  options: {
    size: {type: 'string', default: '100000'},
    json: {type: 'string'},
    seconds: {type: 'string', default: '8'},
    /** Leaves the runs at 10,000 and 1,000,000 issues and the import out. */
    quick: {type: 'boolean', default: false},
  },
})

interface Results {
  list: Figures
  issue: Figures
  create: Figures
  comment: Figures
  listAt10k?: Figures
  listAt1m?: Figures
  importSeconds?: number
  serverRssMb: number
}

const seconds = Number(options.seconds)
const listPath = `/issues?q=${encodeURIComponent('project:BENA is:open sort:updated-desc')}&limit=50`
const samples = await loadSamples(30_000)
const results = await measure(samples, Number(options.size))
print(results)
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, null, 2)}\n`)

async function measure(samples: readonly SampleIssue[], size: number): Promise<Results> {
  const main = await measureAll(samples, size)
  if (options.quick) return main
  const listAt10k = await measureList(samples, 10_000)
  const listAt1m = await measureList(samples, 1_000_000)
  const imported = await measureImport()
  return {...main, listAt10k, listAt1m, ...(imported === undefined ? {} : {importSeconds: imported})}
}

async function measureAll(samples: readonly SampleIssue[], size: number): Promise<Results> {
  const server = await startBenchServer({samples, issues: size, comments: size * 3, withSimilar: true})
  try {
    const list = await run(server, [{path: listPath}])
    const issue = await run(server, await issueRequests(server, size))
    const create = await run(server, samples.slice(0, 500).map(createRequest))
    const comment = await run(server, await commentRequests(server, samples, size))
    return {list, issue, create, comment, serverRssMb: await residentMb(server.pid)}
  } finally {
    await server.stop()
  }
}

/** The list reads issues only, so that these runs can do without comments. */
async function measureList(samples: readonly SampleIssue[], size: number): Promise<Figures> {
  const server = await startBenchServer({samples, issues: size, comments: 0, withSimilar: false})
  try {
    return await run(server, [{path: listPath}])
  } finally {
    await server.stop()
  }
}

function run(server: BenchServer, requests: readonly BenchRequest[]): Promise<Figures> {
  return warmAndLoad(server, {requests, seconds})
}

/** Issues from all over the largest project. */
async function issueRequests(server: BenchServer, size: number): Promise<BenchRequest[]> {
  const keys = await visibleKeys(server, spread('BENA', size * 0.39, 1000))
  return keys.map((key) => ({path: `/issues/${key}?include=comments`}))
}

function spread(project: string, issues: number, count: number): string[] {
  return Array.from({length: count}, (_, n) => `${project}-${1 + Math.floor((n * issues) / count)}`)
}

/** Without the private ones, which this member may not see. */
async function visibleKeys({address, token}: BenchServer, keys: readonly string[]): Promise<string[]> {
  const visible: string[] = []
  for (const key of keys) {
    const answer = await fetch(`${address}/api/v1/issues/${key}`, {
      headers: {authorization: `Bearer ${token}`},
    })
    await answer.arrayBuffer()
    if (answer.ok) visible.push(key)
  }
  return visible
}

function createRequest({title, body, environment}: SampleIssue): BenchRequest {
  return {
    path: '/issues',
    body: {project: 'BENB', type: 'bug', title, body, environment, severity: 'minor', priority: 'normal'},
  }
}

async function commentRequests(
  server: BenchServer,
  samples: readonly SampleIssue[],
  size: number,
): Promise<BenchRequest[]> {
  const keys = await visibleKeys(server, spread('BENB', size * 0.19, 500))
  const bodies = samples.flatMap(({comments}) => comments)
  return keys.map((key, n) => ({
    path: `/issues/${key}/comments`,
    body: {body: bodies[n % bodies.length] ?? 'Seen'},
  }))
}

function print({serverRssMb, importSeconds, ...runs}: Results): void {
  process.stdout.write(
    `${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, 8 connections, ${options.size} issues\n\n`,
  )
  process.stdout.write(
    `${'run'.padEnd(12)}${'per second'.padStart(12)}${'p50 ms'.padStart(10)}${'p97.5 ms'.padStart(10)}\n`,
  )
  for (const [name, {perSecond, p50, p97_5}] of Object.entries(runs))
    process.stdout.write(
      `${name.padEnd(12)}${String(perSecond).padStart(12)}${String(p50).padStart(10)}${String(p97_5).padStart(10)}\n`,
    )
  if (importSeconds !== undefined) process.stdout.write(`import of the real issues: ${importSeconds} s\n`)
  process.stdout.write(`memory of the server process: ${serverRssMb} MB\n`)
}

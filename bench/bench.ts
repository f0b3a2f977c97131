import {writeFile} from 'node:fs/promises'
import {cpus} from 'node:os'
import {parseArgs} from 'node:util'
import {residentMb, startBenchServer, type BenchServer} from './bench-server.ts'
import {measureImport} from './measure-import.ts'
import {load, type Figures} from './load.ts'
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
  const server = await seeded(samples, size, size * 3)
  try {
    const list = await warmAndLoad(server, [{path: listPath}])
    const issue = await warmAndLoad(server, await issueRequests(server, size))
    const create = await warmAndLoad(server, samples.slice(0, 500).map(createRequest))
    const comment = await warmAndLoad(server, commentRequests(samples, size))
    return {list, issue, create, comment, serverRssMb: await residentMb(server.pid)}
  } finally {
    await server.stop()
  }
}

/** The list reads issues only, so that these runs can do without comments. */
async function measureList(samples: readonly SampleIssue[], size: number): Promise<Figures> {
  const server = await seeded(samples, size, 0)
  try {
    return await warmAndLoad(server, [{path: listPath}])
  } finally {
    await server.stop()
  }
}

async function seeded(
  samples: readonly SampleIssue[],
  issues: number,
  comments: number,
): Promise<BenchServer> {
  const started = performance.now()
  const server = await startBenchServer({samples, issues, comments})
  process.stderr.write(
    `Seeded ${issues} issues, ${comments} comments in ${Math.round((performance.now() - started) / 1000)} s\n`,
  )
  return server
}

async function warmAndLoad(
  server: BenchServer,
  requests: readonly {path: string; body?: unknown}[],
): Promise<Figures> {
  await load(server, {requests, seconds: 3})
  return load(server, {requests, seconds})
}

/** Issues from all over the largest project, without the private ones that this member may not see. */
async function issueRequests({address, token}: BenchServer, size: number): Promise<{path: string}[]> {
  const count = Math.floor(size * 0.39)
  const candidates = Array.from({length: 1000}, (_, n) => ({
    path: `/issues/BENA-${1 + Math.floor((n * count) / 1000)}?include=comments`,
  }))
  const requests: {path: string}[] = []
  for (const request of candidates) {
    const answer = await fetch(`${address}/api/v1${request.path}`, {
      headers: {authorization: `Bearer ${token}`},
    })
    await answer.arrayBuffer()
    if (answer.ok) requests.push(request)
  }
  return requests
}

function createRequest({title, body, environment}: SampleIssue): {path: string; body: unknown} {
  return {
    path: '/issues',
    body: {project: 'BENB', type: 'bug', title, body, environment, severity: 'minor', priority: 'normal'},
  }
}

function commentRequests(samples: readonly SampleIssue[], size: number): {path: string; body: unknown}[] {
  const bodies = samples.flatMap(({comments}) => comments).slice(0, 500)
  const count = Math.floor(size * 0.19)
  return bodies.map((body, n) => ({
    path: `/issues/BENB-${1 + Math.floor((n * count) / 500)}/comments`,
    body: {body},
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

import {createReadStream, existsSync} from 'node:fs'
import {join} from 'node:path'
import {createGunzip} from 'node:zlib'

/** What the seeded issues are made of. */
export interface SampleIssue {
  readonly title: string
  readonly body: string
  readonly environment: string
  readonly comments: readonly string[]
  readonly labels: readonly string[]
}

/** Where the real issues lie, if they do. */
export const realIssues = join(import.meta.dirname, '../../shared/data/jira-tidev')
const files = ['AC-ALOY-DAEMON-MOD.ndjson.gz', 'TIMOB-a.ndjson.gz']

/** Real issues where they lie beside the repository; otherwise texts of the same shape, which is said. */
export async function loadSamples(limit: number): Promise<readonly SampleIssue[]> {
  const samples: SampleIssue[] = []
  for (const file of files.map((name) => join(realIssues, name)).filter((path) => existsSync(path)))
    for await (const line of lines(file)) {
      if (samples.length >= limit) return samples
      samples.push(readSample(line))
    }
  if (samples.length > 0) return samples
  process.stderr.write('../shared/data is not there: the texts are made up\n')
  return Array.from({length: Math.min(limit, 5000)}, (_, index) => makeUp(index))
}

async function* lines(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(path).pipe(createGunzip()).setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  if (rest !== '') yield rest
}

interface JiraLine {
  fields: {
    summary?: string | null
    description?: string | null
    environment?: string | null
    labels?: string[]
    comment?: {comments?: {body?: string}[]}
  }
}

function readSample(line: string): SampleIssue {
  const {fields} = JSON.parse(line) as JiraLine
  return {
    title: clean(fields.summary ?? 'Untitled').slice(0, 500),
    body: clean(fields.description ?? '').slice(0, 20_000),
    environment: clean(fields.environment ?? '').slice(0, 2_000),
    comments: (fields.comment?.comments ?? [])
      .map(({body}) => clean(body ?? '').slice(0, 8_000))
      .filter((body) => body !== ''),
    labels: (fields.labels ?? []).map((label) => label.slice(0, 60)),
  }
}

function clean(text: string): string {
  return text.replaceAll('\0', '')
}

const words =
  'window view crash android ios build module list table scroll event click image cache network timeout login button layout'.split(
    ' ',
  )

function makeUp(seed: number): SampleIssue {
  const say = (count: number): string =>
    Array.from({length: count}, (_, i) => words[(seed * 7 + i * 13) % words.length]).join(' ')
  return {
    title: `${say(7)} ${seed}`,
    body: say(120),
    environment: say(6),
    comments: Array.from({length: seed % 7}, () => say(50)),
    labels: [words[seed % words.length] ?? 'build'],
  }
}

import {findTrackers, readTracker, trackersFolder, type TrackerIssue} from './tracker-files.ts'

/** What the seeded issues are made of. */
export interface SampleIssue {
  readonly title: string
  readonly body: string
  readonly environment: string
  readonly comments: readonly string[]
  readonly labels: readonly string[]
}

/**
 * Real issues where they lie beside the repository, of all trackers alike; otherwise texts of the same shape, which
 * is said.
 */
export async function loadSamples(limit: number): Promise<readonly SampleIssue[]> {
  const samples: SampleIssue[] = []
  for await (const issue of inTurn((await findTrackers()).map(readTracker))) {
    samples.push(readSample(issue))
    if (samples.length >= limit) break
  }
  if (samples.length > 0) return samples
  process.stderr.write(`${trackersFolder} holds no issues: the texts are made up\n`)
  return Array.from({length: Math.min(limit, 5000)}, (_, index) => makeUp(index))
}

/** One of each, again and again, so that a limit cuts all of them alike. */
async function* inTurn<T>(sources: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const left = new Set(sources)
  try {
    while (left.size > 0)
      for (const source of left) {
        const next = await source.next()
        if (next.done === true) left.delete(source)
        else yield next.value
      }
  } finally {
    for (const source of left) await source.return(undefined)
  }
}

function readSample({fields}: TrackerIssue): SampleIssue {
  return {
    title: clean(fields.summary).slice(0, 500) || 'Untitled',
    body: clean(fields.description).slice(0, 20_000),
    environment: clean(fields.environment).slice(0, 2_000),
    comments: (fields.comment?.comments ?? [])
      .map((comment) => clean(comment?.body).slice(0, 8_000))
      .filter((body) => body !== ''),
    labels: (fields.labels ?? []).map((label) => clean(label).slice(0, 60)).filter((label) => label !== ''),
  }
}

/** What is no plain text counts as none: newer exports have documents in its place. */
function clean(text: unknown): string {
  return typeof text === 'string' ? text.replaceAll('\0', '') : ''
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

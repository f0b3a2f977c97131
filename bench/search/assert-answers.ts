import type {BenchServer} from '../bench-server.ts'
import type {BenchRequest} from '../load.ts'
import {ask, inLanes} from './ask.ts'

/**
 * Sends each request once: an empty answer would be a fast one.
 *
 * @throws Error when one is refused, or when more than a tenth finds nothing
 */
export async function assertAnswers(server: BenchServer, requests: readonly BenchRequest[]): Promise<void> {
  const hits = await inLanes(requests, async (request) => countHits(await ask<Answer>(server, request)))
  const empty = requests.filter((_, n) => hits[n] === 0)
  process.stderr.write(
    `${requests.length} requests find ${(hits.reduce((sum, one) => sum + one, 0) / requests.length).toFixed(1)} each, ${empty.length} nothing\n`,
  )
  for (const {path} of empty.slice(0, 5)) process.stderr.write(`Nothing: ${decodeURIComponent(path)}\n`)
  if (empty.length * 10 > requests.length)
    throw new Error(`${empty.length} of ${requests.length} requests find nothing`)
}

interface List {
  readonly items: readonly unknown[]
}

/** A list of issues, or things of all kinds. */
type Answer = List | {readonly issues: List}

function countHits(answer: Answer): number {
  return ('items' in answer ? answer : answer.issues).items.length
}

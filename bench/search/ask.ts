import type {BenchServer} from '../bench-server.ts'
import type {BenchRequest} from '../load.ts'

/**
 * The answer to one request.
 *
 * @throws Error with the answer when it is no 2xx
 */
export async function ask<Answer>(
  {address, token}: BenchServer,
  {path, body}: BenchRequest,
): Promise<Answer> {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : {'content-type': 'application/json'}),
    },
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  })
  if (!answer.ok) throw new Error(`${path} is answered with ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** The results in the order of the items, four of which are worked on at a time. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const entries = items.entries()
  await Promise.all(
    Array.from({length: 4}, async () => {
      for (const [index, item] of entries) results[index] = await work(item)
    }),
  )
  return results
}

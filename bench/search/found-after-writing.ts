import type {BenchServer} from '../bench-server.ts'
import type {SampleIssue} from '../sample-texts.ts'
import {ask, inLanes} from './ask.ts'
import type {Found} from './known-item.ts'
import {search} from './search-requests.ts'

/** How often what was just written is not found by the next request, of so many issues and as many comments. */
export async function countLostWrites(
  server: BenchServer,
  samples: readonly SampleIssue[],
  tries: number,
): Promise<number> {
  const numbers = Array.from({length: tries}, (_, n) => n)
  const lost = await inLanes(numbers, async (n) => {
    const sample = samples[n % samples.length]
    const [ofTitle, ofBody, ofComment] = [newWord(3 * n), newWord(3 * n + 1), newWord(3 * n + 2)]
    const {key} = await ask<{key: string}>(server, {
      path: '/issues',
      body: {
        project: 'BENB',
        type: 'bug',
        title: `${sample?.title.slice(0, 400)} ${ofTitle}`,
        body: `${sample?.body}\n\n${ofBody}`,
      },
    })
    const isTitleFound = await finds(server, ofTitle, key)
    const isBodyFound = await finds(server, ofBody, key)
    await ask(server, {path: `/issues/${key}/comments`, body: {body: `Also ${ofComment}`}})
    const isCommentFound = await finds(server, ofComment, key)
    return Number(!(isTitleFound && isBodyFound)) + Number(!isCommentFound)
  })
  return lost.reduce((sum, one) => sum + one, 0)
}

async function finds(server: BenchServer, word: string, issueKey: string): Promise<boolean> {
  const {issues} = await ask<Found>(server, search(word, '&kinds=issue&limit=10'))
  return issues.items.some(({key}) => key === issueKey)
}

/** A word that stands in no text. */
function newWord(n: number): string {
  const letters = Array.from({length: 6}, (_, place) =>
    String.fromCodePoint(97 + (Math.floor((n * 7919) / 26 ** place) % 26)),
  )
  return `qzx${letters.join('')}`
}

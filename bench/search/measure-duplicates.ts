import {scoreDuplicates} from '../similar-score.ts'
import {record} from './record.ts'
import type {Results} from './results.ts'

/** How often duplicates are found: of the project that has most of them; those of others are told. */
export async function measureDuplicates(results: Results): Promise<void> {
  await record(results, 'duplicates', async () => {
    const [first, ...others] = await scoreDuplicates()
    if (first === undefined) throw new Error('No project has duplicates enough to say anything')
    for (const score of [first, ...others]) process.stderr.write(`${JSON.stringify(score)}\n`)
    results.duplicatesTitle = first.duplicatesTitle
    return first.duplicates
  })
}

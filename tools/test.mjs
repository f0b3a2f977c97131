// Plain JavaScript for Node 20 and newer: `npm test` on a fresh clone begins here.
import {ensureInstalled, runUnderPinnedNode} from '../launch.mjs'

try {
  await ensureInstalled()
  runUnderPinnedNode('tools/run-tests.ts', process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

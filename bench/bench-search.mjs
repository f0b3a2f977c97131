// Plain JavaScript for Node 20 and newer: the benchmark itself runs under the pinned Node.
import {ensureInstalled, runUnderPinnedNode} from '../launch.mjs'

try {
  await ensureInstalled()
  runUnderPinnedNode('bench/bench-search.ts', process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

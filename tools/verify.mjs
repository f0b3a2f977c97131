// The whole gate, in the order in which it fails fastest. Plain JavaScript for Node 20 and newer.
import {ensureInstalled, runUnderPinnedNode} from '../launch.mjs'

try {
  await ensureInstalled()
  runUnderPinnedNode('tools/run-verify.ts', process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

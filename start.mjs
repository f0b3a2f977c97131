import {ensureInstalled, runUnderPinnedNode} from './launch.mjs'

try {
  await ensureInstalled()
  runUnderPinnedNode('server/main.ts', process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

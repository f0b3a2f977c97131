import {ensureInstalled, runUnderPinnedNode, serverScript} from './launch.mjs'

try {
  await ensureInstalled()
  runUnderPinnedNode(serverScript, process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

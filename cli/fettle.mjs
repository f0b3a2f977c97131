#!/usr/bin/env node
// Plain JavaScript for Node 20 and newer: this runs before anything is installed.
import {ensureInstalled, runUnderPinnedNode, serverScript} from '../launch.mjs'

const args = process.argv.slice(2)
const isStart = args[0] === 'start' && !args.includes('--help') && !args.includes('-h')

try {
  await ensureInstalled()
  if (isStart) runUnderPinnedNode(serverScript, args.slice(1))
  else runUnderPinnedNode('cli/main.ts', args)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

import {lockDataFolder} from './data-folder-lock.ts'
import {startEmbeddedPostgres} from './start-embedded-postgres.ts'

/** A small server for the tests to kill: `node testing-child.ts <data folder> [lock]`. It says when it is up. */
const [dataDir = '', lock] = process.argv.slice(2)
const silent = {info() {}, warn() {}, error() {}}

if (lock === 'lock') await lockDataFolder(dataDir)
const postgres = await startEmbeddedPostgres({dataDir, log: silent})
process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)))
console.log('up')
setInterval(() => {}, 60_000)

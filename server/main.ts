import {pino} from 'pino'
import {readConfig} from './core/config.ts'
import {startServer, type RunningServer} from './start-server.ts'

// Gathered for half a second: one write for many lines, since each costs as much as a tenth of a request.
const logFile = pino.destination({fd: 2, sync: false, minLength: 4096, periodicFlush: 500})
logFile.on('error', () => undefined)

let starting: Promise<RunningServer> | undefined
let stopping: Promise<never> | undefined

// A terminal sends Ctrl-C to the launcher and to us, and the launcher passes it on: stop once, however often told.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void (stopping ??= stop()))
// The launcher was killed.
process.on('disconnect', () => void (stopping ??= stop()))
// The terminal was closed: what is still printed has nowhere to go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

process.on('uncaughtExceptionMonitor', flushLog)

try {
  const config = readConfig(process.env, process.argv.slice(2))
  starting = startServer(config, pino({level: config.logLevel, redact: ['headers', 'req.headers']}, logFile))
  announce(await starting)
} catch (error) {
  flushLog()
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

function announce({address, firstAdministratorLink}: RunningServer): void {
  const welcome =
    firstAdministratorLink === null ? '' : `. Make the first administrator: ${firstAdministratorLink}`
  process.stdout.write(`Fettle is ready at ${address}${welcome}\n`)
}

async function stop(): Promise<never> {
  const server = await starting?.catch(() => undefined)
  await server?.stop()
  flushLog()
  process.exit(0)
}

/** What is gathered is written before the end; where nobody reads it any more it is lost. */
function flushLog(): void {
  try {
    logFile.flushSync()
  } catch {
    // The terminal is gone.
  }
}

import {pino} from 'pino'
import {readConfig} from './core/config.ts'
import {startServer, type RunningServer} from './start-server.ts'

let starting: Promise<RunningServer> | undefined
let stopping: Promise<never> | undefined

// A terminal sends Ctrl-C to the launcher and to us, and the launcher passes it on: stop once, however often told.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void (stopping ??= stop()))
// The launcher was killed.
process.on('disconnect', () => void (stopping ??= stop()))
// The terminal was closed: what is still printed has nowhere to go.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  const config = readConfig(process.env, process.argv.slice(2))
  starting = startServer(
    config,
    pino({level: config.logLevel, redact: ['headers', 'req.headers']}, pino.destination(2)),
  )
  announce(await starting)
} catch (error) {
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
  process.exit(0)
}

import {CommanderError} from 'commander'
import {CliError, exitCodes} from './cli-error.ts'
import {program} from './program.ts'

// A reader that has seen enough (`fettle issue list | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : exitCodes.failed)
})

try {
  await program().parseAsync()
} catch (error) {
  process.exitCode = tell(error)
}

/** Says on stderr what went wrong and gives the exit code. */
function tell(error: unknown): number {
  // Commander has told it already, and so it has when help or the version was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message}\n`)
  if (error instanceof CliError) return exitCodes[error.failure]
  return exitCodes[failureOf(error)]
}

/** Verbs and reads of the server throw AppError; by its code, so that no part of the server is loaded for it. */
function failureOf(error: unknown): keyof typeof exitCodes {
  const code = error instanceof Error && error.name === 'AppError' ? (error as {code?: unknown}).code : ''
  if (code === 'notFound') return 'notFound'
  return code === 'forbidden' || code === 'unauthenticated' ? 'notAllowed' : 'failed'
}

import {CliError, exitCodes} from './cli-error.ts'

/**
 * Aborts at Ctrl-C, SIGTERM, a closed terminal, or when what started us is gone, so that the work can end in
 * order; a second Ctrl-C ends at once.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(exitCodes.stopped)
    controller.abort(new CliError('stopped', 'Stopped'))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.once('disconnect', () => controller.abort(new CliError('stopped', 'Stopped')))
  // Listening must not keep us alive.
  process.channel?.unref()
  return controller.signal
}

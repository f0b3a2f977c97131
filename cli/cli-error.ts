/** What the exit code of `fettle` says; docs and `fettle --help` list them. */
export const exitCodes = {
  failed: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  unreachable: 5,
  stopped: 130,
} as const
export type Failure = keyof typeof exitCodes

/** A failure told to the person at the keyboard: one sentence, with what to do where that is known. */
export class CliError extends Error {
  readonly failure: Failure

  constructor(failure: Failure, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CliError'
    this.failure = failure
  }
}

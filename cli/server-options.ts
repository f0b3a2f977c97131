import {InvalidArgumentError, type Command} from 'commander'

/** What every command that asks a server takes. */
export function withServerOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON document')
    .option('--server <address>', 'address of the server (or FETTLE_SERVER)')
    .option('--token <key>', 'key of the API (or FETTLE_TOKEN, which does not show in the list of processes)')
}

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.')
  return Number(text)
}

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {Command} from 'commander'
import {dataCommands} from './data-commands.ts'
import {issueCommands} from './issue-commands.ts'
import {searchCommand} from './search-command.ts'
import {viewCommands} from './view-commands.ts'

const footer = `
Settings:
  FETTLE_SERVER   address of the server for issue, search and view (http://127.0.0.1:3000)
  FETTLE_TOKEN    key for them, made by "fettle token create"
  FETTLE_DATA, DATABASE_URL   which system the other commands work on, as for "fettle start"

Exit codes:
  0  good                 3  not found
  1  failed               4  not allowed
  2  wrong usage          5  server not reachable
  130  stopped by Ctrl-C`

/** The whole of `fettle`: what it understands. What is done is loaded when it is asked for. */
export function program(): Command {
  const fettle = new Command('fettle')
    .description('Fettle: bugs, requests, tasks, questions and tickets')
    .version(readVersion(), '-V, --version')
    .addHelpText('after', footer)
    .configureOutput({outputError: (text, write) => write(text.replace(/^error: /, 'Wrong usage: '))})
    .showSuggestionAfterError()
    .exitOverride()
  fettle
    .command('start')
    .description('start the server, as "npm start" does')
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText('after', '\nTakes every setting as a flag, such as --port 80; the README lists them.')
  for (const command of [...dataCommands(), issueCommands(), searchCommand(), viewCommands()])
    fettle.addCommand(command)
  for (const command of everyCommand(fettle)) {
    command.copyInheritedSettings(fettle)
    command.showHelpAfterError(`See: ${pathOf(command)} --help`)
  }
  return fettle
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
}

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')
  return (JSON.parse(text) as {version: string}).version
}

import {Command} from 'commander'
import type {SearchArguments} from './commands/search.ts'
import {wholeNumber, withServerOptions} from './server-options.ts'

/** Asks a server for everything that has some words. */
export function searchCommand(): Command {
  const command = new Command('search')
    .description('search issues, people, projects, labels and views on a server')
    .argument(
      '<words...>',
      'words, an identifier, a key; filters as for "fettle issue list" narrow the issues',
    )
    .option('--kinds <list>', 'of issue, person, project, label and view, joined by commas')
    .option('--limit <number>', 'how many issues at most', wholeNumber, 10)
    .addHelpText('after', '\nExample:\n  fettle search "login spinner" --kinds issue')
    .action(async (words: string[], options: SearchArguments) =>
      (await import('./commands/search.ts')).search(words.join(' '), options),
    )
  return withServerOptions(command)
}

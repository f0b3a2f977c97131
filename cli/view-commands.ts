import {Command} from 'commander'
import type {ServerOptions} from './api-client.ts'
import type {ViewCreateArguments} from './commands/view-create.ts'
import type {ViewListArguments} from './commands/view-list.ts'
import type {FindArguments} from './find-issues.ts'
import {wholeNumber, withServerOptions} from './server-options.ts'

/** Commands for saved views, which ask a server over HTTP. */
export function viewCommands(): Command {
  const view = new Command('view').description('saved queries: your own and shared ones')
  view.addCommand(list())
  view.addCommand(show())
  view.addCommand(create())
  view.addCommand(remove())
  for (const command of view.commands) withServerOptions(command)
  return view
}

function list(): Command {
  return new Command('list')
    .description('list the views that you may see')
    .option('--project <key>', 'only those that are shown there')
    .action(async (options: ViewListArguments) => (await import('./commands/view-list.ts')).viewList(options))
}

function show(): Command {
  return new Command('show')
    .description('list the issues of a view')
    .argument('<view>', 'its name, or its number')
    .option('--limit <number>', 'how many at most', wholeNumber, 50)
    .option('--all', 'all of them, however many')
    .action(async (view: string, options: FindArguments) =>
      (await import('./commands/view-show.ts')).viewShow(view, options),
    )
}

function create(): Command {
  return new Command('create')
    .description('save a query as a view and print its number')
    .argument('<name>', 'what it is called')
    .argument('[query...]', 'as for "fettle issue list"')
    .option('--project <key>', 'where it is shown; it does not narrow the query')
    .option('--shared', 'for everybody who sees the project; without one, for all (administrators)')
    .option('--layout <kind>', 'list, table, board, timeline or calendar')
    .addHelpText(
      'after',
      "\nExample:\n  fettle view create 'My bugs' 'type:bug is:open assignee:@me sort:priority' --project WEB",
    )
    .action(async (name: string, query: string[], options: ViewCreateArguments) =>
      (await import('./commands/view-create.ts')).viewCreate(name, query.join(' '), options),
    )
}

function remove(): Command {
  return new Command('delete')
    .description('delete a view; its issues stay')
    .argument('<view>', 'its name, or its number')
    .action(async (view: string, options: ServerOptions) =>
      (await import('./commands/view-delete.ts')).viewDelete(view, options),
    )
}

import {Command} from 'commander'
import type {CloseArguments} from './commands/issue-close.ts'
import type {CommentArguments} from './commands/issue-comment.ts'
import type {CreateArguments} from './commands/issue-create.ts'
import type {ListArguments} from './commands/issue-list.ts'
import type {ShowArguments} from './commands/issue-show.ts'
import {wholeNumber, withServerOptions} from './server-options.ts'

/** Commands that ask a server over HTTP. */
export function issueCommands(): Command {
  const issue = new Command('issue').description('find, read, file, comment and close issues on a server')
  issue.addCommand(list())
  issue.addCommand(show())
  issue.addCommand(create())
  issue.addCommand(comment())
  issue.addCommand(close())
  for (const command of issue.commands) withServerOptions(command)
  return issue
}

function list(): Command {
  return new Command('list')
    .description('find issues')
    .argument('[query...]', 'such as: project:WEB is:open assignee:@me words to be found')
    .option('--sort <field>', 'such as updated, priority or due-asc; before what the query says')
    .option('--limit <number>', 'how many at most', wholeNumber, 50)
    .option('--all', 'all of them, however many')
    .addHelpText(
      'after',
      example('fettle issue list \'project:WEB is:open label:"data loss"\' --sort priority --limit 20'),
    )
    .action(async (query: string[], options: ListArguments) =>
      (await import('./commands/issue-list.ts')).issueList(query.join(' '), options),
    )
}

function show(): Command {
  return new Command('show')
    .description('show an issue')
    .argument('<key>', 'such as WEB-42')
    .option('--comments', 'with its comments')
    .action(async (key: string, options: ShowArguments) =>
      (await import('./commands/issue-show.ts')).issueShow(key, options),
    )
}

function create(): Command {
  return new Command('create')
    .description('file an issue and print its key')
    .requiredOption('--project <key>', 'where to')
    .requiredOption('--title <text>', 'one line')
    .option('--type <type>', 'bug, feature, improvement, task, documentation, question or ticket', 'task')
    .option('--body <text>', 'Markdown; - reads it from standard input')
    .option('--steps <text>', 'steps to reproduce')
    .option('--expected <text>', 'what should have happened')
    .option('--actual <text>', 'what happened')
    .option('--environment <text>', 'where it happened')
    .option('--severity <severity>', 'feature, trivial, text, tweak, minor, major, crash or block')
    .option('--priority <priority>', 'none, low, normal, high, urgent or immediate')
    .option(
      '--reproducibility <word>',
      'always, sometimes, random, haveNotTried, unableToReproduce or notApplicable',
    )
    .option('--visibility <visibility>', 'public, project or private')
    .option('--label <name>', 'may be given several times', gather, [])
    .option('--assignee <id>', 'id of a person', wholeNumber)
    .option('--parent <key>', 'the issue it is a part of')
    .option('--due <date>', 'such as 2026-12-31')
    .addHelpText(
      'after',
      example(
        'fettle issue create --project WEB --type bug --title "Pay button stays disabled" --body - < report.md',
      ),
    )
    .action(async (options: CreateArguments) =>
      (await import('./commands/issue-create.ts')).issueCreate(options),
    )
}

function comment(): Command {
  return new Command('comment')
    .description('comment on an issue')
    .argument('<key>', 'such as WEB-42')
    .argument('[text]', 'Markdown; - or nothing reads it from standard input')
    .option('--internal', 'a note that only the team reads')
    .action(async (key: string, text: string | undefined, options: CommentArguments) =>
      (await import('./commands/issue-comment.ts')).issueComment(key, text ?? '-', options),
    )
}

function close(): Command {
  return new Command('close')
    .description('close an issue')
    .argument('<key>', 'such as WEB-42')
    .option('--resolution <word>', 'such as fixed, duplicate or wontFix')
    .option('--duplicate-of <key>', 'the issue that it repeats')
    .option('--comment <text>', 'say why; - reads it from standard input')
    .addHelpText('after', example('fettle issue close WEB-42 --duplicate-of WEB-7'))
    .action(async (key: string, options: CloseArguments) =>
      (await import('./commands/issue-close.ts')).issueClose(key, options),
    )
}

function gather(text: string, before: string[]): string[] {
  return [...before, text]
}

function example(text: string): string {
  return `\nExample:\n  ${text}`
}

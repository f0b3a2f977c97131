import {Command, Option} from 'commander'
import type {BackupArguments} from './commands/backup.ts'
import type {DoctorArguments} from './commands/doctor.ts'
import type {ExportArguments} from './commands/export.ts'
import type {ImportArguments} from './commands/import-jira.ts'
import type {RestoreArguments} from './commands/restore.ts'
import type {TokenArguments} from './commands/token-create.ts'

/** Commands that work on the system's data itself, whether the server runs or not. */
export function dataCommands(): Command[] {
  return [tokens(), imports(), exportCommand(), backup(), restore(), doctor()]
}

const asJson = ['--json', 'print one JSON document'] as const

function tokens(): Command {
  const token = new Command('token').description('keys for the API')
  token
    .command('create')
    .description('make a key for somebody who has an account, and print it')
    .requiredOption('--email <address>', 'mail address of the account')
    .requiredOption('--name <name>', 'what the key is for')
    .addOption(
      new Option('--scope <scope>', 'what it allows')
        .choices(['read', 'write', 'admin'])
        .makeOptionMandatory(),
    )
    .option('--expires <time>', 'when it ends, such as 90d, 12h or 2027-01-31')
    .option(...asJson)
    .addHelpText(
      'after',
      example('fettle token create --email ada@example.org --name "nightly report" --scope read'),
    )
    .action(async (options: TokenArguments) =>
      (await import('./commands/token-create.ts')).tokenCreate(options),
    )
  return token
}

function imports(): Command {
  const command = new Command('import').description('bring in what another tracker holds')
  command
    .command('jira')
    .description("read Jira's REST JSON, one issue a line, plain or gzipped")
    .argument('<file...>', 'files to read')
    .option('--project <key>', 'take over this project only')
    .option(...asJson)
    .addHelpText(
      'after',
      `${example('fettle import jira export/*.ndjson.gz')}\nIt can be stopped and run again.`,
    )
    .action(async (files: string[], options: ImportArguments) =>
      (await import('./commands/import-jira.ts')).importJiraFiles(files, options),
    )
  return command
}

function exportCommand(): Command {
  return new Command('export')
    .description('write everything, secrets apart, as one JSON object a line')
    .option('--project <key>', 'only this project and what belongs to it')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option(...asJson, false)
    .addHelpText('after', example('fettle export --project WEB -o web.ndjson'))
    .action(async (options: ExportArguments) => (await import('./commands/export.ts')).exportToFile(options))
}

function backup(): Command {
  return new Command('backup')
    .description('copy the running system, rows and files, to one file')
    .argument('<file>', 'where to')
    .option('--no-files', "leave the attachments' files out")
    .option(...asJson)
    .addHelpText('after', example('fettle backup /backups/fettle-$(date +%F).fettle'))
    .action(async (file: string, options: BackupArguments) =>
      (await import('./commands/backup.ts')).backupToFile(file, options),
    )
}

function restore(): Command {
  return new Command('restore')
    .description('fill an empty system from a backup; the server must not run')
    .argument('<file>', 'the backup')
    .option(
      '--into <database>',
      'a PostgreSQL as postgresql://…, or "default" for the one of the settings',
      'default',
    )
    .option(...asJson)
    .addHelpText('after', example('FETTLE_DATA=/srv/fettle fettle restore /backups/fettle-2026-01-31.fettle'))
    .action(async (file: string, options: RestoreArguments) =>
      (await import('./commands/restore.ts')).restoreFromFile(file, options),
    )
}

function doctor(): Command {
  return new Command('doctor')
    .description('check set-up and data, and say what to do')
    .option('--fix', 'set counters right that differ from what they count')
    .option('--deep', 'read every attached file and compare its hash')
    .option('--backups <folder>', 'look at the backups in this folder too')
    .option(...asJson)
    .addHelpText('after', '\nExit code 1 when something failed; warnings alone give 0.')
    .action(async (options: DoctorArguments) => (await import('./commands/doctor.ts')).doctor(options))
}

function example(text: string): string {
  return `\nExample:\n  ${text}`
}

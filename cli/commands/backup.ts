import {join} from 'node:path'
import {backUp, type BackupReport} from '../../server/backup/back-up.ts'
import {openFileStore} from '../../server/core/files/open-file-store.ts'
import {note, print, printJson} from '../output.ts'
import {progressLine} from '../progress-line.ts'
import {sizeText} from '../size-text.ts'
import {stopSignal} from '../stop-signal.ts'
import {withSystem} from '../system.ts'

export interface BackupArguments {
  files: boolean
  json?: boolean
}

export function backupToFile(path: string, {files, json}: BackupArguments): Promise<void> {
  const signal = stopSignal()
  return withSystem(async ({config, connectionString}) => {
    const progress = progressLine()
    const report = await backUp({
      connectionString,
      files: files ? await openFileStore({folder: join(config.dataFolder, 'files')}) : null,
      path,
      signal,
      onProgress: ({phase, done, total}) => progress.show(`Backing up ${phase}`, done, total),
    }).finally(() => progress.end())
    if (json === true) printJson(report)
    else print(sentenceOf(report, files))
    warn(report)
  })
}

function sentenceOf({path, bytes, rows, files}: BackupReport, withFiles: boolean): string {
  const content = `${rows.toLocaleString('en')} rows and ${withFiles ? files.toLocaleString('en') : 'no'} files`
  return `Backed up ${content} to ${path} (${sizeText(bytes)})`
}

function warn({missingFiles, damagedFiles}: BackupReport): void {
  if (missingFiles.length > 0)
    note(`${missingFiles.length} attached files are missing on disk: "fettle doctor" names them`)
  if (damagedFiles.length > 0)
    note(`${damagedFiles.length} attached files are damaged: "fettle doctor --deep" names them`)
}

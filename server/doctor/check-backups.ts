import {readdir, stat} from 'node:fs/promises'
import {join} from 'node:path'
import {readManifest, verifyBackup} from '../backup/read-backup.ts'
import {checkFreeSpace} from './check-data-folder.ts'
import {fail, ok, warn, type Check, type Patient, type Told} from './finding.ts'

export const backupChecks: readonly Check[] = [{name: 'Backups', run: checkBackups}]

const oldMs = 2 * 86_400_000

async function checkBackups({options: {backups, deep}}: Patient): Promise<Told[]> {
  if (backups === undefined) return ok('not looked at: name their folder with --backups')
  const newest = await findNewest(backups)
  if (newest === undefined)
    return [
      ...fail(`none is in ${backups}`, `Take one: fettle backup ${join(backups, 'fettle.fettle')}`),
      ...(await checkFreeSpace(backups)),
    ]
  return [...(await checkNewest(newest, deep)), ...(await checkFreeSpace(backups))]
}

interface Found {
  path: string
  writtenAt: Date
}

async function findNewest(folder: string): Promise<Found | undefined> {
  let newest: Found | undefined
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.fettle')) continue
    const path = join(folder, name)
    const {mtime} = await stat(path)
    if (newest === undefined || mtime > newest.writtenAt) newest = {path, writtenAt: mtime}
  }
  return newest
}

async function checkNewest({path}: Found, deep: boolean): Promise<Told[]> {
  try {
    if (deep) await verifyBackup(path)
    const {takenAt} = await readManifest(path)
    const age = Date.now() - Date.parse(takenAt)
    if (age > oldMs)
      return warn(`the newest is of ${takenAt} (${path})`, 'Take one every day, for example by cron')
    return ok(`the newest is of ${takenAt}${deep ? ', whole and unchanged' : ''} (${path})`)
  } catch (error) {
    return fail((error as Error).message, 'Take a new one, and check the disk')
  }
}

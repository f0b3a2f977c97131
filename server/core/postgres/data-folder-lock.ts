import {readFile, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {setTimeout as sleep} from 'node:timers/promises'
import {AlreadyRunning} from './already-running.ts'
import {belongToFolder, openDataFolder} from './data-folder.ts'

export interface DataFolderLock {
  release(): Promise<void>
}

const busy = 5

/** What nothing refers to is collected, and its lock with it. */
const kept = new Set<DatabaseSync>()

/**
 * Holds the data folder for this process until released, or until the process ends however it ends. Waits a
 * second for a predecessor that is ending, then throws AlreadyRunning.
 *
 * Node has no file locks of its own. An exclusive transaction on an empty SQLite file holds one that the system
 * itself takes back from a killed process, and that is seen across containers.
 */
export async function lockDataFolder(dataDir: string): Promise<DataFolderLock> {
  const folder = await openDataFolder(dataDir)
  const pidFile = join(folder, 'fettle.pid')
  const held = await takeLock(folder, 1000)
  if (held === undefined) throw new AlreadyRunning(await describe(folder, pidFile))
  kept.add(held)
  await writeFile(pidFile, `${process.pid}\n`)
  await belongToFolder(pidFile, folder)
  return {
    release: async () => {
      if (!kept.delete(held)) return
      await rm(pidFile, {force: true})
      held.close()
    },
  }
}

/** Whether a Fettle holds the data folder right now. */
export async function isDataFolderLocked(dataDir: string): Promise<boolean> {
  const held = await takeLock(await openDataFolder(dataDir), 0)
  held?.close()
  return held === undefined
}

async function takeLock(folder: string, patience: number): Promise<DatabaseSync | undefined> {
  const deadline = Date.now() + patience
  const file = join(folder, 'fettle.lock')
  for (;;) {
    const database = openLockFile(file)
    try {
      database.exec('begin exclusive')
      await belongToFolder(file, folder)
      return database
    } catch (cause) {
      database.close()
      if ((cause as {errcode?: number}).errcode !== busy) throw cannotLock(file, cause)
    }
    if (Date.now() >= deadline) return undefined
    await sleep(50)
  }
}

function openLockFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file)
  } catch (cause) {
    throw cannotLock(file, cause)
  }
}

function cannotLock(file: string, cause: unknown): Error {
  return new Error(`Cannot lock the data folder by ${file}: ${(cause as Error).message}`, {cause})
}

async function describe(folder: string, pidFile: string): Promise<string> {
  const pid = (await readFile(pidFile, 'utf8').catch(() => '')).trim()
  return `Cannot start on ${folder}: Fettle already runs there${pid && ` (process ${pid})`}`
}

import {chown, mkdir, realpath, stat} from 'node:fs/promises'

/**
 * Makes the data folder where it is missing and returns its real path. Root lets others pass through it (not
 * list it), because PostgreSQL lives inside it under another account; everyone else keeps it closed.
 */
export async function openDataFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, {recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700})
    return await realpath(dataDir)
  } catch (cause) {
    throw new Error(`Cannot open the data folder ${dataDir}: ${(cause as Error).message}`, {cause})
  }
}

/** Files that root makes in somebody's folder belong to that somebody, who may start Fettle next time. */
export async function belongToFolder(file: string, folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  const {uid, gid} = await stat(folder)
  await chown(file, uid, gid)
}

import {open} from 'node:fs/promises'

/** Makes a rename or a new entry in a folder survive a power cut. Windows cannot open a folder for it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function isFsError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

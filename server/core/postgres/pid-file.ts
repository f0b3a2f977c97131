import {readFile, rm} from 'node:fs/promises'
import {join} from 'node:path'
import {isPostmasterOf, processExists} from './process-table.ts'
import {socketPath} from './socket-folder.ts'

export interface PidFile {
  pid: number
  socketDir: string
  /** Identity of the System V shared memory segment; its attached processes are the cluster's. */
  sharedMemoryId: string | undefined
}

/** Reads postmaster.pid (lines: pid, data folder, start, port, socket folder, address, shared memory, state). */
export async function readPidFile(clusterDir: string): Promise<PidFile | undefined> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return {pid, socketDir: lines[4]?.trim() ?? '', sharedMemoryId: lines[6]?.trim().split(/\s+/)[1]}
}

/** The live PostgreSQL of the cluster, whoever started it. */
export async function findPostmaster(clusterDir: string): Promise<PidFile | undefined> {
  const file = await readPidFile(clusterDir)
  return file !== undefined && isPostmasterOf(file.pid, clusterDir) ? file : undefined
}

/**
 * PostgreSQL takes a pid file for live when any process has that id: after a crash a zombie, or, in a container
 * where ids repeat, a stranger. Removed only when the process is neither the postmaster nor has left a backend
 * that still writes to the cluster.
 */
export async function clearStalePidFile(clusterDir: string, socketDir: string): Promise<void> {
  if (process.platform !== 'linux') return
  const file = await readPidFile(clusterDir)
  if (file === undefined || !processExists(file.pid) || isPostmasterOf(file.pid, clusterDir)) return
  if (await isAttached(file.sharedMemoryId)) return
  await rm(join(clusterDir, 'postmaster.pid'), {force: true})
  await rm(`${socketPath(socketDir)}.lock`, {force: true})
}

/** Reads the table of segments: key, shmid, perms, size, cpid, lpid, nattch, … */
async function isAttached(id: string | undefined): Promise<boolean> {
  if (id === undefined) return false
  try {
    const rows = (await readFile('/proc/sysvipc/shm', 'utf8'))
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
    return rows.some((row) => row[1] === id && row[6] !== '0')
  } catch {
    return true
  }
}

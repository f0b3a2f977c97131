import {spawnSync} from 'node:child_process'
import {readFileSync, readlinkSync} from 'node:fs'

/** Whether the process exists; a zombie does. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether the process is the PostgreSQL that serves the cluster; a zombie, or another program, is not. */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (process.platform === 'linux') return isPostgresIn(pid, clusterDir)
  const {stdout} = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {encoding: 'utf8'})
  return /^\S*postgres /.test(stdout) && stdout.includes(clusterDir)
}

/** Its working folder is the cluster, also after somebody moved that; the command line is for where that is hidden. */
function isPostgresIn(pid: number, clusterDir: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (!command[0]?.endsWith('/postgres')) return false
    return workingFolder(pid) === clusterDir || command.includes(clusterDir)
  } catch {
    return false
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

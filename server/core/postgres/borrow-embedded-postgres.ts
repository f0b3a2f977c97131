import {connectionString, waitUntilReady} from './connection.ts'
import {isDataFolderLocked} from './data-folder-lock.ts'
import {openDataFolder} from './data-folder.ts'
import {type PidFile, findPostmaster} from './pid-file.ts'
import {findPlace} from './place.ts'
import {isPostmasterOf} from './process-table.ts'
import {type EmbeddedPostgresOptions, startEmbeddedPostgres} from './start-embedded-postgres.ts'

export interface BorrowedPostgres {
  connectionString: string
  /** Leaves PostgreSQL as it was found. */
  release(): Promise<void>
}

/**
 * The PostgreSQL of a data folder for a command that runs beside the server or without it. Where none runs, one
 * is started and stopped again, unless a server has started meanwhile and relies on it.
 */
export async function borrowEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<BorrowedPostgres> {
  const {clusterDir} = await findPlace(await openDataFolder(options.dataDir))
  const running = await findPostmaster(clusterDir)
  if (running !== undefined && (await answers(running, clusterDir))) {
    return {connectionString: connectionString(running.socketDir), release: () => Promise.resolve()}
  }
  const postgres = await startEmbeddedPostgres(options)
  return {
    connectionString: postgres.connectionString,
    release: async () => {
      if (!(await isDataFolderLocked(options.dataDir))) await postgres.stop()
    },
  }
}

async function answers({pid, socketDir}: PidFile, clusterDir: string): Promise<boolean> {
  return (await waitUntilReady(socketDir, () => isPostmasterOf(pid, clusterDir))) !== undefined
}

import type pg from 'pg'
import type {Config} from '../core/config.ts'
import type {FileStore} from '../core/files/file-store.ts'

export interface Finding {
  readonly check: string
  readonly level: 'ok' | 'warn' | 'fail'
  readonly message: string
  /** What to do about it. */
  readonly remedy?: string
}

/** What one check has to say; the check's name is added by who runs it. */
export type Told = Omit<Finding, 'check'>

export interface Patient {
  readonly config: Config
  /** Times in UTC, everything as text. */
  readonly client: pg.Client
  readonly files: FileStore
  readonly options: {
    /** Set counters right. */
    readonly fix: boolean
    /** Read every file. */
    readonly deep: boolean
    /** A folder with backups to look at. */
    readonly backups?: string
    readonly signal: AbortSignal
  }
}

export interface Check {
  readonly name: string
  run(patient: Patient): Promise<Told[]>
}

export function ok(message: string): Told[] {
  return [{level: 'ok', message}]
}

export function warn(message: string, remedy: string): Told[] {
  return [{level: 'warn', message, remedy}]
}

export function fail(message: string, remedy: string): Told[] {
  return [{level: 'fail', message, remedy}]
}

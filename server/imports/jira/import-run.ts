import type {PoolClient} from 'pg'
import type {Context} from '../../core/context.ts'
import type {ImportTally} from './import-report.ts'
import type {KnownThings} from './known-things.ts'

/** What the steps of one import share. */
export interface ImportRun {
  /** The program itself, by the door `import`. */
  readonly ctx: Context
  /** Holds the lock of the import; the issues are written through it. */
  readonly client: PoolClient
  readonly tally: ImportTally
  readonly known: KnownThings
  /** What the files named so far, so that each thing counts once. */
  readonly seen: SeenThings
}

export interface SeenThings {
  readonly projects: Set<string>
  readonly people: Set<string>
  readonly components: Set<string>
  readonly versions: Set<string>
  readonly cycles: Set<string>
  readonly labels: Set<string>
  /** `TIMOB-12 TIMOB-5`: the first wants the second as its parent. */
  readonly parents: Set<string>
  /** `blocks TIMOB-1 TIMOB-2` */
  readonly links: Set<string>
}

export function seenNothing(): SeenThings {
  return {
    projects: new Set(),
    people: new Set(),
    components: new Set(),
    versions: new Set(),
    cycles: new Set(),
    labels: new Set(),
    parents: new Set(),
    links: new Set(),
  }
}

/**
 * A backup is one file: a first line, then records of `kind (1 byte) · length (4 bytes, big-endian) · payload`.
 *
 *     P  a part begins: JSON, PartHead
 *     D  some of its content, compressed with zstd; the D records of a part joined are one zstd stream
 *     E  the part ends: JSON, PartEnd
 *     Z  the file ends: JSON, Trailer; nothing follows
 *
 * docs/backup.md describes it for those who read one without Fettle.
 */
export const firstLine = Buffer.from('FETTLE-BACKUP 1\n')

export const recordKinds = {part: 'P', data: 'D', end: 'E', trailer: 'Z'} as const
export type RecordKind = (typeof recordKinds)[keyof typeof recordKinds]

/** In this order: the manifest, each table, the jobs, each file. */
export type PartHead =
  | {part: 'manifest'}
  | {part: 'table'; table: string; columns: readonly string[]}
  | {part: 'jobs'}
  | {part: 'file'; hash: string}

/** Of the content before it was compressed. */
export interface PartEnd {
  readonly bytes: number
  readonly sha256: string
}

/** `sha256` is of every byte of the file before the trailer's record. */
export interface Trailer {
  readonly parts: number
  readonly sha256: string
}

export interface Manifest {
  readonly fettle: string
  readonly takenAt: string
  readonly postgres: string
  /** The schema: names of the migrations that had run. */
  readonly migrations: readonly string[]
  readonly tables: readonly {readonly name: string; readonly rows: number}[]
  readonly identities: readonly Identity[]
  /** Where each follower of the event table goes on: the events with a greater id are still to be read. */
  readonly cursors: readonly {readonly name: string; readonly eventId: number}[]
  /** How many attachments' files follow; null when they were left out. */
  readonly files: number | null
}

export interface Identity {
  readonly table: string
  readonly column: string
  /** As text: it may be larger than a number holds. */
  readonly lastValue: string
  readonly isCalled: boolean
}

export const maxRecordBytes = 16 * 1024 ** 2

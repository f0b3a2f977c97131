import type {Readable} from 'node:stream'
import {AppError} from '../errors.ts'

/** Lower-case hex SHA-256 of the content. */
export type FileHash = string

export type StoredFile = {hash: FileHash; /** bytes */ size: number}

/** First and last byte, both included. */
export type ByteRange = {start: number; end: number}

/**
 * Content-addressed storage: a file's name is the hash of what is in it, so that the same content is stored
 * once and never changes. Who may read a file, and whether anybody still needs it, is known elsewhere.
 *
 * Every method throws AppError `invalid` for something that is not a hash.
 */
export interface FileStore {
  /**
   * Stores a stream. Once this resolves, the file survives a power cut.
   * Throws AppError `tooLarge` beyond `maxBytes`. On this and any other failure the stream is destroyed and
   * nothing is kept.
   */
  put(stream: Readable, limits: {maxBytes: number}): Promise<StoredFile>
  /** Throws AppError `notFound`. */
  open(hash: FileHash, range?: ByteRange): Promise<Readable>
  has(hash: FileHash): Promise<boolean>
  stat(hash: FileHash): Promise<{size: number; storedAt: Date} | undefined>
  /** Deleting what is not there is no error. */
  delete(hash: FileHash): Promise<void>
  /** Every stored hash, in no order. */
  list(): AsyncIterable<FileHash>
  /** Removes what uploads left behind that a crash cut off more than a day ago, and says how many. */
  sweepTemporaryFiles(): Promise<number>
}

const sha256 = /^[0-9a-f]{64}$/

export function isFileHash(text: string): boolean {
  return sha256.test(text)
}

export function assertFileHash(text: string): void {
  if (!isFileHash(text))
    throw new AppError('invalid', `Cannot find a file by "${text.slice(0, 80)}": not a SHA-256`)
}

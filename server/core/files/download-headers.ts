import {contentDisposition} from './content-disposition.ts'
import type {ByteRange, FileHash} from './file-store.ts'
import {parseRange} from './parse-range.ts'

export type DownloadableFile = {
  name: string
  /** As sniffed, never as the uploader claimed. */
  mime: string
  disposition: 'inline' | 'attachment'
  /** bytes */
  size: number
  hash: FileHash
}

export type ConditionalHeaders = {
  range?: string | undefined
  'if-range'?: string | undefined
  'if-none-match'?: string | undefined
}

export type Download = {
  status: 200 | 206 | 304 | 416
  headers: Record<string, string>
  /** The part to send with 206. With 304 and 416 nothing is sent. */
  range?: ByteRange
}

/** How to answer a request for a stored file, so that it can be watched, resumed and cached, and never runs. */
export function planDownload(file: DownloadableFile, request: ConditionalHeaders): Download {
  const etag = `"${file.hash}"`
  const headers = downloadHeaders(file)
  if (matches(request['if-none-match'], etag))
    return {status: 304, headers: without(headers, 'content-length')}

  const isSameFile = request['if-range'] === undefined || request['if-range'] === etag
  const range = isSameFile ? parseRange(request.range, file.size) : undefined
  if (range === undefined) return {status: 200, headers}
  if (range === 'unsatisfiable') {
    return {
      status: 416,
      headers: {...headers, 'content-length': '0', 'content-range': `bytes */${file.size}`},
    }
  }
  const part = {
    'content-length': String(range.end - range.start + 1),
    'content-range': `bytes ${range.start}-${range.end}/${file.size}`,
  }
  return {status: 206, headers: {...headers, ...part}, range}
}

/** Headers of the whole file. */
export function downloadHeaders({
  name,
  mime,
  disposition,
  size,
  hash,
}: DownloadableFile): Record<string, string> {
  return {
    'content-type': mime,
    'content-length': String(size),
    'content-disposition': contentDisposition(disposition, name),
    'x-content-type-options': 'nosniff',
    // A browser wraps an image or video opened by itself in a page of its own, which then loads it
    'content-security-policy':
      "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    // The address of content never changes what it holds, but who may see it does: not for shared caches
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${hash}"`,
    'accept-ranges': 'bytes',
  }
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
}

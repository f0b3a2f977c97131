import type {Readable} from 'node:stream'
import {Readable as ReadableStream} from 'node:stream'
import type {FastifyReply, FastifyRequest} from 'fastify'
import {AppError} from '../core/errors.ts'
import {planDownload, type DownloadableFile} from '../core/files/download-headers.ts'
import type {FileStore} from '../core/files/file-store.ts'
import type {AttachmentRecord} from './queries.ts'

const shown =
  /^(?:image\/(?:png|apng|jpeg|gif|webp|avif)|(?:audio|video)\/[\w.+-]+|text\/plain; charset=[\w-]+)$/
const opaque = /^application\/(?:pdf|zip|gzip|zstd|x-7z-compressed|x-tar|vnd\.[\w.+-]+|octet-stream)$/

/**
 * How an attachment is served. Its type was found by content; but a row may have come by an import, so
 * whatever is not known to be harmless goes out as bytes, for saving only.
 *
 * @throws AppError `notFound` when an import brought only its name
 */
export function servedContent({name, mime, size, hash}: AttachmentRecord): DownloadableFile {
  if (hash === null)
    throw new AppError('notFound', `The content of ${name} is not here: only its name came with the import`)
  if (shown.test(mime)) return {name, mime, size, hash, disposition: 'inline'}
  const type = opaque.test(mime) && !/xml|html|svg/.test(mime) ? mime : 'application/octet-stream'
  return {name, mime: type, size, hash, disposition: 'attachment'}
}

/** Answers with a stored file, or the part of it that was asked for. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  files: FileStore,
  file: DownloadableFile,
): Promise<FastifyReply> {
  const {status, headers, range} = planDownload(file, request.headers)
  const hasBody = status === 200 || status === 206
  const content = hasBody && request.method !== 'HEAD' ? await openFile(files, file, range) : nothing()
  return reply.code(status).headers(headers).send(content)
}

async function openFile(
  files: FileStore,
  {name, hash, size}: DownloadableFile,
  range: {start: number; end: number} | undefined,
): Promise<Readable> {
  if (size === 0) return nothing()
  try {
    return await files.open(hash, range)
  } catch (error) {
    if (error instanceof AppError && error.code === 'notFound')
      throw new AppError('notFound', `The content of ${name} is missing on this server`, {cause: error})
    throw error
  }
}

function nothing(): Readable {
  return ReadableStream.from([])
}

import {buffer} from 'node:stream/consumers'
import type {FastifyReply, FastifyRequest} from 'fastify'
import {z} from 'zod'
import {AppError, invalid} from '../core/errors.ts'
import {cleanFileName} from '../core/files/clean-file-name.ts'
import type {FileStore, StoredFile} from '../core/files/file-store.ts'
import {sniffLength, sniffType} from '../core/files/sniff-type.ts'
import type {Upload} from './add-attachments.ts'

export interface UploadForm {
  uploads: Upload[]
  isInternal?: boolean | undefined
  commentId?: number | undefined
}

const fieldsSchema = z.strictObject({
  isInternal: z
    .enum(['true', 'false'], 'Is true or false')
    .transform((text) => text === 'true')
    .optional(),
  commentId: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'Is the number of a comment')
    .transform(Number)
    .optional(),
})

/**
 * Reads a multipart form, each file straight into the store. Whatever was stored is in `uploads`, also when
 * it throws, so that the caller can take it away again.
 *
 * @throws AppError `tooLarge`, `unsupportedType` for what is no form, `invalid` for an unknown field or no file
 */
export async function receiveUploads(
  request: FastifyRequest,
  files: FileStore,
  maxBytes: number,
  uploads: Upload[],
): Promise<UploadForm> {
  if (!request.isMultipart()) throw new AppError('unsupportedType', 'Files are sent as multipart/form-data')
  const parsed = fieldsSchema.safeParse(await receiveParts(request, files, maxBytes, uploads))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalid(`/${issue?.path.join('/') ?? ''}`, issue?.message ?? 'The form is not valid')
  }
  if (uploads.length === 0) throw invalid('/files', 'There is no file in the form')
  return {uploads, ...parsed.data}
}

/** Gives the fields; the files go to `uploads`. */
async function receiveParts(
  request: FastifyRequest,
  files: FileStore,
  maxBytes: number,
  uploads: Upload[],
): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {}
  try {
    // One byte more than allowed, so that the store sees that a file is too large.
    for await (const part of request.parts({limits: {fileSize: maxBytes + 1}})) {
      if (part.type === 'field') fields[part.fieldname] = part.value
      else uploads.push(await storeOne(files, part, maxBytes))
    }
    return fields
  } catch (error) {
    // The parser throws bare errors for bytes that are no form; everything else has a code.
    if (error instanceof Error && !('code' in error))
      throw new AppError('invalid', `Cannot read the form: ${error.message}`, {cause: error})
    throw error
  }
}

async function storeOne(
  files: FileStore,
  part: {filename: string | undefined; file: NodeJS.ReadableStream},
  maxBytes: number,
): Promise<Upload> {
  const name = cleanFileName(part.filename ?? '')
  const stored = await store(files, part.file, name, maxBytes)
  const beginning = await readBeginning(files, stored)
  const {mime} = await sniffType(beginning, name)
  return {...stored, name, mime}
}

async function store(
  files: FileStore,
  stream: NodeJS.ReadableStream,
  name: string,
  maxBytes: number,
): Promise<StoredFile> {
  try {
    return await files.put(stream as Parameters<FileStore['put']>[0], {maxBytes})
  } catch (error) {
    if (error instanceof AppError && error.code === 'tooLarge')
      throw new AppError('tooLarge', `${name} is larger than ${sizeText(maxBytes)}`, {cause: error})
    throw error
  }
}

async function readBeginning(files: FileStore, {hash, size}: StoredFile): Promise<Uint8Array> {
  if (size === 0) return new Uint8Array()
  return buffer(await files.open(hash, {start: 0, end: Math.min(size, sniffLength) - 1}))
}

function sizeText(bytes: number): string {
  const megabytes = bytes / 1024 ** 2
  return megabytes >= 1 ? `${Math.round(megabytes * 10) / 10} MB` : `${bytes} bytes`
}

const lingerMs = 2_000

/**
 * After a refusal the rest of an upload may still be coming. It is read and thrown away for a moment, so
 * that the sender gets to see the answer, and then the connection is closed.
 */
export function refuseRest(request: FastifyRequest, reply: FastifyReply): void {
  const {raw} = request
  if (raw.readableEnded || raw.destroyed) return
  void reply.header('connection', 'close')
  raw.unpipe()
  raw.resume()
  reply.raw.once('finish', () => setTimeout(() => raw.destroy(), lingerMs).unref())
}

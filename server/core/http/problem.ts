import type {FastifyError, FastifyReply, FastifyRequest} from 'fastify'
import {hasZodFastifySchemaValidationErrors} from 'fastify-type-provider-zod'
import {z} from 'zod'
import {AppError, httpStatus, type ErrorCode} from '../errors.ts'
import {Replay} from '../idempotency.ts'

/** RFC 9457 problem document. */
export const problemSchema = z
  .object({
    type: z.string().meta({description: 'Where the code is explained, relative to this server'}),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({description: 'Stable name of the failure'}),
    detail: z.string(),
    pointer: z.string().optional().meta({description: 'JSON pointer to the field at fault, such as /title'}),
    requestId: z.string().meta({description: 'Quote it when you ask for help'}),
    current: z
      .unknown()
      .optional()
      .meta({description: 'With 412: the present state of what was to be changed'}),
  })
  .meta({id: 'Problem'})

export type Problem = z.infer<typeof problemSchema>

export const problemTitles: Record<ErrorCode | 'internal', string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  notFound: 'Not found',
  conflict: 'In conflict with the present state',
  stale: 'Changed by somebody else in the meantime',
  tooLarge: 'Too large',
  unsupportedType: 'This kind of content is not accepted',
  mismatch: 'Used for another request before',
  tooHeavy: 'The query is too heavy',
  tooMany: 'Too many requests',
  unavailable: 'Not available now',
  internal: 'Something went wrong here',
}

/** Turns whatever was thrown into the answer: a replayed one, a problem the caller can mend, or a 500 that tells nothing. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Replay) return answerReplay(error, request, reply)
  const appError = asAppError(error)
  if (appError === undefined) request.log.error({err: error}, 'Unexpected failure')
  return sendProblem(reply, request, appError)
}

function answerReplay(replay: Replay, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = request.routeOptions.config.successStatus ?? 200
  void reply.code(status).header('idempotency-replayed', 'true')
  return status === 204 ? reply.send() : reply.send(replay.answer)
}

function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  error: AppError | undefined,
): FastifyReply {
  const code = error?.code ?? 'internal'
  const status = error === undefined ? 500 : httpStatus[error.code]
  const problem: Problem = {
    type: `/api/problems#${code}`,
    title: problemTitles[code],
    status,
    code,
    detail: error?.message ?? `The fault was logged as ${request.id}`,
    ...(error?.pointer === undefined ? {} : {pointer: error.pointer}),
    requestId: request.id,
    ...error?.extra,
  }
  // Sent as text: a problem is not what the route's answer schema describes.
  return reply.code(status).header('content-type', 'application/problem+json').send(JSON.stringify(problem))
}

function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error)
  if (holdsNul(error))
    return new AppError('invalid', 'A text holds the character NUL, which cannot be stored')
  return fromFastify(error as FastifyError)
}

/** SQLSTATE 22021 and 22P05: PostgreSQL's text holds every character but NUL. */
function holdsNul(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '22021' || error.code === '22P05')
}

function fromValidation(error: FastifyError): AppError {
  const [first] = error.validation ?? []
  const place = error.validationContext === 'body' ? '' : `/${error.validationContext ?? ''}`
  const path = first?.instancePath === '/' ? '' : (first?.instancePath ?? '')
  return new AppError('invalid', first?.message ?? error.message, {pointer: `${place}${path}`})
}

const fastifyCodes: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'tooLarge',
  415: 'unsupportedType',
  429: 'tooMany',
  503: 'unavailable',
}

function fromFastify(error: FastifyError): AppError | undefined {
  const code = fastifyCodes[error.statusCode ?? 500]
  return code === undefined ? undefined : new AppError(code, error.message)
}

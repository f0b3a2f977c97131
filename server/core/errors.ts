/** Every failure a caller can mend, with the HTTP status it becomes. */
export const httpStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  stale: 412,
  tooLarge: 413,
  unsupportedType: 415,
  mismatch: 422,
  tooHeavy: 422,
  tooMany: 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof httpStatus

export interface ErrorDetails {
  /** JSON pointer to the field at fault, such as `/title`. */
  pointer?: string
  /** Extra members of the problem document, such as the current state of a stale write. */
  extra?: Readonly<Record<string, unknown>>
  cause?: unknown
}

/** A failure the caller can mend; anything else is a bug and becomes a 500 without its message. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly pointer: string | undefined
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : {cause: details.cause})
    this.name = 'AppError'
    this.code = code
    this.pointer = details.pointer
    this.extra = details.extra ?? {}
  }
}

/** Hidden and missing look alike. */
export function notFound(what: string): AppError {
  return new AppError('notFound', `No such ${what}`)
}

export function invalid(pointer: string, message: string): AppError {
  return new AppError('invalid', message, {pointer})
}

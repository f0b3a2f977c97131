/** What the server refused, or that it could not be reached (`network`, status 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** Stable name of the failure, such as `stale` */
  readonly code: string
  readonly status: number
  /** JSON pointer to the field at fault, such as `/title` */
  readonly pointer: string | undefined
  /** Quoted when asking for help */
  readonly requestId: string | undefined
  /** With `stale`: the present state of what was to be changed */
  readonly current: unknown
  /** With `unauthenticated`: what is missing, such as `totp` */
  readonly needs: string | undefined

  constructor({detail, ...problem}: ProblemDocument, options?: ErrorOptions) {
    super(detail, options)
    this.code = problem.code
    this.status = problem.status
    this.pointer = problem.pointer
    this.requestId = problem.requestId
    this.current = problem.current
    this.needs = problem.needs
  }

  /** The sentence for people. */
  get detail(): string {
    return this.message
  }
}

interface ProblemDocument {
  code: string
  status: number
  detail: string
  pointer?: string | undefined
  requestId?: string | undefined
  current?: unknown
  needs?: string | undefined
}

export async function readProblem(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
  const requestId = response.headers.get('x-request-id') ?? undefined
  if (isProblem) return new ApiProblem({requestId, ...((await response.json()) as ProblemDocument)})
  return new ApiProblem({
    code: response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal',
    status: response.status,
    detail: `${response.status} ${response.statusText}`.trim(),
    requestId,
  })
}

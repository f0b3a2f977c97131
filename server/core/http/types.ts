import 'fastify'
import type {Context} from '../context.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends this request and what they act with. */
    ctx: Context
  }
  interface FastifyContextConfig {
    /** Anonymous visitors may use it; what they see is up to the reads. */
    anonymous?: boolean
    /** Only an administrator, and by key only one of scope `admin`. */
    admin?: boolean
    /** Status of a good answer, when it is not 200. */
    successStatus?: 201 | 202 | 204
    /** The answer holds a secret. */
    answersSecret?: boolean
  }
}

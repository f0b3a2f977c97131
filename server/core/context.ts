import type {FastifyBaseLogger} from 'fastify'
import type {Actor} from './actor.ts'
import type {Db} from './database/database.ts'
import type {Services} from './services.ts'

/** The door through which somebody acts. */
export const doors = ['web', 'api', 'cli', 'mail', 'import', 'bulk', 'system'] as const
export type Door = (typeof doors)[number]

/** A repeated request is recognised by its key and gets the answer of the first one. */
export interface Idempotency {
  readonly key: string
  /** SHA-256 of method, path and body: the same key with another request is an error. */
  readonly fingerprint: Buffer
  /** The answer holds a secret: keep it readable only for who has the key. */
  readonly isSecret: boolean
}

/** Who acts, by which door, with what: handed to every verb and every read. */
export interface Context {
  readonly db: Db
  readonly services: Services
  readonly actor: Actor
  readonly via: Door
  readonly log: FastifyBaseLogger
  readonly requestId: string
  readonly address: string | null
  readonly idempotency: Idempotency | null
  readonly now: () => Date
}

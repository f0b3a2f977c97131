import type {Config} from './config.ts'
import type {ActorCache} from './actor-cache.ts'
import type {FieldCache} from '../fields/field-cache.ts'
import type {IssueNumbers} from '../issues/issue-numbers.ts'
import type {NameCache} from '../issues/name-cache.ts'
import type {CredentialUse} from '../people/credential-use.ts'
import type {SignInGuard} from '../people/sign-in/sign-in-guard.ts'
import type {PreparingPool} from './database/pool.ts'
import type {Projection} from './events/projection.ts'
import type {Signals} from './events/signals.ts'
import type {FileStore} from './files/file-store.ts'
import type {Jobs} from './jobs/jobs.ts'
import type {Mailer} from './mail/mailer.ts'

/** What one running process has; made once by `main.ts`, or by a test. */
export interface Services {
  readonly config: Config
  /** For the few statements that are too hot for the query builder. */
  readonly pool: PreparingPool
  /** For statements that people make up: they are given up after `findTimeoutMs`. */
  readonly findPool: PreparingPool
  readonly files: FileStore
  readonly jobs: Jobs
  readonly mailer: Mailer
  readonly signals: Signals
  /** Kept by every write, in its transaction. */
  readonly projections: readonly Projection[]
  readonly actors: ActorCache
  readonly names: NameCache
  readonly fields: FieldCache
  readonly numbers: IssueNumbers
  readonly signIn: SignInGuard
  readonly credentialUse: CredentialUse
}

import {randomBytes} from 'node:crypto'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {InjectOptions} from 'fastify'
import {pino} from 'pino'
import type {Scope} from '../core/actor.ts'
import {readConfig} from '../core/config.ts'
import type {Db} from '../core/database/database.ts'
import {buildApp, type App} from '../core/http/app.ts'
import {hashToken} from '../core/http/authenticate.ts'
import type {Role} from '../core/roles.ts'
import type {Services} from '../core/services.ts'
import type {CreateIssue} from '../issues/schemas.ts'
import type {PersonKind} from '../people/tables.ts'
import type {ProjectVisibility} from '../projects/tables.ts'
import {routes} from '../routes.ts'
import {openRuntime, type Runtime} from '../runtime.ts'
import {createTestDatabase} from './database.ts'

export interface Answer {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers freely; their shape is checked against the schema
  body: any
  text: string
  headers: Record<string, string | undefined>
}

/** Calls the API in somebody's name. Paths are below /api/v1. */
export interface Client {
  readonly personId: number | null
  readonly token: string | null
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  delete(path: string, headers?: Record<string, string>): Promise<Answer>
}

export interface TestPerson {
  name?: string
  kind?: PersonKind
  isAdmin?: boolean
  companyId?: number
  scope?: Scope
  /** Roles by project key. */
  roles?: Record<string, Role>
}

/** A whole server on a database of its own, with clients for anybody. */
export interface TestApp {
  readonly app: App
  readonly db: Db
  readonly runtime: Runtime
  readonly services: Services
  readonly connectionString: string
  readonly anonymous: Client
  /** An administrator, who is also the one that sets things up. */
  readonly admin: Client
  addPerson(person?: TestPerson): Promise<Client & {personId: number}>
  /** Makes a project (through the API) and gives its key. */
  addProject(project?: {key?: string; visibility?: ProjectVisibility; parentKey?: string}): Promise<string>
  /** Makes an issue (through the API, as the administrator unless said otherwise) and gives its key. */
  addIssue(issue: Partial<CreateIssue> & {project: string}, by?: Client): Promise<string>
  close(): Promise<void>
}

export interface TestAppOptions {
  environment?: Record<string, string>
  /** Run queued jobs too. */
  jobs?: boolean
}

let counter = 0

export async function startTestApp({environment = {}, jobs = false}: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'fettle-test-'))
  const config = readConfig({
    FETTLE_DATA: folder,
    FETTLE_RATE_LIMIT: '0',
    FETTLE_DATABASE_CONNECTIONS: '5',
    ...environment,
  })
  const log = pino({level: process.env['FETTLE_TEST_LOG'] ?? 'silent'})
  const runtime = await openRuntime({config, connectionString: database.connectionString, log})
  const {db, services} = runtime
  const app = await buildApp({db, services, log, routes, checksAnswers: true})
  if (jobs) await runtime.startJobs()

  async function addPerson(person: TestPerson = {}): Promise<Client & {personId: number}> {
    const {
      name = `Person ${++counter}`,
      kind = 'human',
      isAdmin = false,
      scope = 'admin',
      roles = {},
    } = person
    const email = `person${++counter}@example.org`
    const {id} = await db
      .insertInto('person')
      .values({name, kind, email, login: `person${counter}`, company_id: person.companyId ?? null})
      .returning('id')
      .executeTakeFirstOrThrow()
    await db.insertInto('account').values({person_id: id, email, is_admin: isAdmin}).execute()
    for (const [key, role] of Object.entries(roles)) {
      const project = await db
        .selectFrom('project')
        .select('id')
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      await db.insertInto('project_member').values({project_id: project.id, person_id: id, role}).execute()
    }
    const token = await addKey(db, id, scope)
    services.signals.rightsChanged()
    return {...clientOf(app, token, id), personId: id}
  }

  const admin = await addPerson({name: 'Ada Admin', isAdmin: true})
  return {
    app,
    db,
    runtime,
    services,
    connectionString: database.connectionString,
    anonymous: clientOf(app, null, null),
    admin,
    addPerson,
    async addProject(project = {}) {
      const key = project.key ?? `P${++counter}`
      must(
        await admin.post('/projects', {name: `Project ${key}`, visibility: 'private', ...project, key}),
        201,
      )
      return key
    },
    async addIssue(issue, by = admin) {
      const body = {type: 'bug', title: 'Something is broken', ...issue}
      return must(await by.post('/issues', body), 201).body.key as string
    },
    async close() {
      await app.close()
      await runtime.close()
      await database.drop()
      await rm(folder, {recursive: true, force: true})
    },
  }
}

/** The answer, when it has this status; for steps of a test that are not what it is about. */
export function must(answer: Answer, status: number): Answer {
  if (answer.status !== status) throw new Error(`Expected ${status}, got ${answer.status}: ${answer.text}`)
  return answer
}

async function addKey(db: Db, personId: number, scope: Scope): Promise<string> {
  const token = `fettle_${randomBytes(24).toString('base64url')}`
  await db
    .insertInto('api_key')
    .values({person_id: personId, name: 'test', scope, hint: token.slice(-4), token_hash: hashToken(token)})
    .execute()
  return token
}

function clientOf(app: App, token: string | null, personId: number | null): Client {
  async function call(
    method: NonNullable<InjectOptions['method']>,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {...(token === null ? {} : {authorization: `Bearer ${token}`}), ...headers},
      ...(body === undefined ? {} : {payload: body as object}),
    })
    const isJson = /json/.test(response.headers['content-type'] ?? '')
    return {
      status: response.statusCode,
      text: response.payload,
      body: isJson && response.payload !== '' ? JSON.parse(response.payload) : undefined,
      headers: response.headers as Record<string, string | undefined>,
    }
  }
  return {
    personId,
    token,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
  }
}

import {createHash} from 'node:crypto'
import {Pool, types, type ClientBase, type QueryConfig} from 'pg'

/** A pool whose repeated statements are prepared: 74 µs instead of 132 µs for a select of one row. */
export type PreparingPool = Pool

export interface PoolOptions {
  connectionString: string
  max: number
  /** Lost connections are told here; the pool opens new ones by itself. */
  onError: (error: Error) => void
  applicationName?: string
  /** Of the session, such as `{statement_timeout: 5000}`. Set by a statement, which a pooler between passes on. */
  settings?: Readonly<Record<string, number>>
}

const maxPreparedLength = 20_000
const maxPreparedStatements = 1_000

export function openPool({
  connectionString,
  max,
  onError,
  applicationName,
  settings,
}: PoolOptions): PreparingPool {
  const pool = new Pool({
    connectionString,
    max,
    application_name: applicationName ?? 'fettle',
    types: {getTypeParser},
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 20_000,
    ...(settings === undefined ? {} : {verify: prepareSession(settings)}),
  })
  pool.on('error', onError)
  pool.on('connect', (client) => {
    client.on('error', onError)
    prepareRepeated(client)
  })
  return pool
}

/** Makes the settings before the connection is given to anybody. */
function prepareSession(settings: Readonly<Record<string, number>>) {
  const statement = Object.entries(settings)
    .map(([name, value]) => `set ${name} = ${value}`)
    .join('; ')
  return (client: ClientBase, done: (error?: Error) => void): void => {
    client.query(statement, (error) => done(error))
  }
}

/** A statement that is planned anew each time, because the best way to run it depends on its values. */
export function plannedAnew(query: QueryConfig): QueryConfig {
  return {...query, name: ''}
}

type RunQuery = (query: unknown, ...rest: unknown[]) => unknown

/** Names every statement that has parameters, which makes `pg` prepare it once a connection. */
function prepareRepeated(client: ClientBase): void {
  const run = client.query.bind(client) as RunQuery
  const query: RunQuery = (first, second, ...rest) => {
    if (typeof first === 'string' && Array.isArray(second))
      return run(named({text: first, values: second}), ...rest)
    return run(isUnnamed(first) ? named(first) : first, second, ...rest)
  }
  Object.assign(client, {query})
}

function isUnnamed(query: unknown): query is QueryConfig {
  return (
    typeof query === 'object' &&
    query !== null &&
    Object.getPrototypeOf(query) === Object.prototype &&
    'text' in query &&
    'values' in query &&
    !('name' in query)
  )
}

function named(query: QueryConfig): QueryConfig {
  const name = statementName(query.text)
  return name === undefined ? query : {...query, name}
}

const names = new Map<string, string>()

function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  // Statements made of ever new text (long IN lists) must not fill the server's memory.
  if (names.size >= maxPreparedStatements || text.length > maxPreparedLength) return undefined
  const name = `f${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
  names.set(text, name)
  return name
}

const int8Oid: number = types.builtins.INT8
const dateOid: number = types.builtins.DATE

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === int8Oid) return parseInt8
  if (oid === dateOid) return keepText
  return types.getTypeParser(oid, format ?? 'text')
}

/** A count or an id as a number; one too large for a number stays text. */
function parseInt8(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}

function keepText(text: string): string {
  return text
}

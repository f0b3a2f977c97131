import type pg from 'pg'
import {knownMigrations} from '../core/database/migrate.ts'
import {fail, ok, warn, type Check, type Patient, type Told} from './finding.ts'

export const databaseChecks: readonly Check[] = [
  {name: 'PostgreSQL', run: checkServer},
  {name: 'Migrations', run: checkMigrations},
  {name: 'Clock', run: checkClock},
  {name: 'Indexes', run: checkIndexes},
  {name: 'Jobs', run: checkJobs},
]

const neededExtensions = ['citext', 'pg_trgm', 'unaccent']

interface ServerFacts {
  number: number
  version: string
  encoding: string
  checksums: string
  collationIsCurrent: boolean
}

async function checkServer({client}: Patient): Promise<Told[]> {
  const facts = await getRow<ServerFacts>(
    client,
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
      pg_encoding_to_char(encoding) as encoding, current_setting('data_checksums') as checksums,
      coalesce(datcollversion = pg_database_collation_actual_version(oid), true) as "collationIsCurrent"
    from pg_database where datname = current_database()`,
  )
  const told: Told[] = []
  if (facts.number < 150_000)
    told.push(...fail(`version ${facts.version} is too old`, 'Take PostgreSQL 15 or newer'))
  if (facts.encoding !== 'UTF8')
    told.push(
      ...fail(
        `the database's encoding is ${facts.encoding}`,
        'Make one with "create database … encoding UTF8" and restore a backup into it',
      ),
    )
  if (!facts.collationIsCurrent)
    told.push(
      ...warn(
        'the system sorts texts differently since an update',
        `Run "reindex database" and "alter database … refresh collation version"`,
      ),
    )
  if (facts.checksums !== 'on')
    told.push(
      ...warn(
        'page checksums are off, so that damage on disk goes unnoticed',
        'Turn them on with pg_checksums while it is stopped',
      ),
    )
  told.push(...(await checkExtensions(client)))
  return told.length > 0 ? told : ok(`version ${facts.version}, UTF-8, with checksums and every extension`)
}

async function checkExtensions(client: pg.Client): Promise<Told[]> {
  const {rows} = await client.query<{name: string}>('select extname as name from pg_extension')
  const missing = neededExtensions.filter((name) => !rows.some((row) => row.name === name))
  return missing.length === 0
    ? []
    : fail(
        `extension ${missing.join(', ')} is missing`,
        "Install PostgreSQL's contrib modules, then start Fettle",
      )
}

async function checkMigrations({client}: Patient): Promise<Told[]> {
  const {exists} = await getRow<{exists: boolean}>(
    client,
    "select to_regclass('migration') is not null as exists",
  )
  if (!exists) return warn('the database is empty', 'The first start makes its tables')
  const {rows} = await client.query<{name: string}>('select name from migration')
  const ran = rows.map(({name}) => name)
  const known = await knownMigrations()
  const newer = ran.filter((name) => !known.includes(name))
  const missing = known.filter((name) => !ran.includes(name))
  if (newer.length > 0)
    return fail(`the database was written by a newer Fettle (${newer.join(', ')})`, 'Update this one')
  if (missing.length > 0)
    return warn(`${missing.join(', ')} did not run yet`, 'The next start runs them; take a backup before')
  return ok(`all ${known.length} ran`)
}

const largeSkewMs = 30_000
const smallSkewMs = 1000

async function checkClock({client}: Patient): Promise<Told[]> {
  const before = Date.now()
  const {now} = await getRow<{now: Date}>(client, 'select clock_timestamp() as now')
  const skew = Math.round(now.getTime() - (before + Date.now()) / 2)
  const text = `the database's clock differs from this machine's by ${skew} ms`
  const remedy = 'Set both by NTP: sign-ins, expiries and the order of events depend on it'
  if (Math.abs(skew) > largeSkewMs) return fail(text, remedy)
  return Math.abs(skew) > smallSkewMs ? warn(text, remedy) : ok('the database and this machine agree')
}

async function checkIndexes({client}: Patient): Promise<Told[]> {
  const {rows} = await client.query<{name: string}>(
    'select indexrelid::regclass::text as name from pg_index where not indisvalid or not indisready order by 1',
  )
  if (rows.length === 0) return ok('every index is valid')
  const names = rows.map(({name}) => name)
  return fail(`not valid: ${names.join(', ')}`, names.map((name) => `reindex index ${name};`).join(' '))
}

async function checkJobs({client}: Patient): Promise<Told[]> {
  const {exists} = await getRow<{exists: boolean}>(
    client,
    "select to_regclass('graphile_worker.jobs') is not null as exists",
  )
  if (!exists) return warn('there is no job queue yet', 'The first start makes it')
  const {rows} = await client.query<{
    task: string
    given_up: number
    failing: number
    late: number
    error: string
  }>(`
    select task_identifier as task, count(*) filter (where attempts >= max_attempts)::int as given_up,
      count(*) filter (where last_error is not null and attempts < max_attempts)::int as failing,
      count(*) filter (where locked_at is null and run_at < now() - interval '10 minutes'
        and attempts < max_attempts)::int as late,
      coalesce(left(max(last_error), 200), '') as error
    from graphile_worker.jobs group by 1 order by 1`)
  const told = rows.flatMap(({task, given_up, failing, late, error}) => [
    ...(given_up > 0
      ? fail(`${given_up} of "${task}" were given up: ${error}`, 'The log has the reason')
      : []),
    ...(failing > 0
      ? warn(`${failing} of "${task}" failed and are tried again: ${error}`, 'The log has the reason')
      : []),
    ...(late > 0
      ? warn(`${late} of "${task}" wait for more than 10 minutes`, 'Start the server: it does them')
      : []),
  ])
  return told.length > 0 ? told : ok('none failed, none waits too long')
}

async function getRow<Row extends pg.QueryResultRow>(client: pg.Client, query: string): Promise<Row> {
  const {rows} = await client.query<Row>(query)
  if (rows[0] === undefined) throw new Error('PostgreSQL answered nothing')
  return rows[0]
}

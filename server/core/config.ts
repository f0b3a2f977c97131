import {join, resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {z} from 'zod'

/** A setting: its environment variable, what it means, and how its text is read. */
interface Setting<Value> {
  readonly variable: string
  readonly meaning: string
  readonly schema: z.ZodType<Value, string | undefined>
}

const root = resolve(import.meta.dirname, '../..')

const settings = {
  host: setting('HOST', 'address to listen on', z.string().min(1).default('127.0.0.1')),
  port: setting('PORT', 'port to listen on; 0 takes a free one', numberText(0, 65_535).default(3000)),
  dataFolder: setting(
    'FETTLE_DATA',
    'folder of the database and the files',
    z
      .string()
      .min(1)
      .default(join(root, 'data'))
      .transform((path) => resolve(path)),
  ),
  url: setting(
    'FETTLE_URL',
    'the address people use, when a proxy stands in front',
    z
      .string()
      .refine(isWebAddress, 'must be an address like https://fettle.example.org')
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'a PostgreSQL ≥ 15 to use instead of the embedded one',
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
      .optional(),
  ),
  adminEmail: setting(
    'FETTLE_ADMIN_EMAIL',
    'makes the first administrator at the first start, with the next one',
    z.string().includes('@', {message: 'must be a mail address'}).optional(),
  ),
  adminPassword: setting(
    'FETTLE_ADMIN_PASSWORD',
    'their password, at least 10 characters',
    z.string().min(10, 'must have at least 10 characters').optional(),
  ),
  logLevel: setting(
    'FETTLE_LOG_LEVEL',
    'trace, debug, info, warn, error or silent',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ),
  maxUploadBytes: setting(
    'FETTLE_UPLOAD_LIMIT',
    'largest file that can be attached, such as 50MB',
    sizeText().default(100 * 1024 ** 2),
  ),
  trustedProxies: setting(
    'FETTLE_TRUSTED_PROXIES',
    'addresses or ranges whose X-Forwarded-* are believed, parted by commas',
    listText().optional(),
  ),
  smtpUrl: setting(
    'FETTLE_SMTP_URL',
    'how mail is sent, such as smtps://user:secret@mail.example.org',
    z
      .string()
      .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
      .optional(),
  ),
  mailFrom: setting(
    'FETTLE_MAIL_FROM',
    'sender of mail, such as Fettle <fettle@example.org>',
    z.string().includes('@', {message: 'must hold a mail address'}).optional(),
  ),
  metricsToken: setting(
    'FETTLE_METRICS_TOKEN',
    'turns /metrics on, for who sends it as a bearer token',
    z.string().min(16, 'must have at least 16 characters').optional(),
  ),
  requestsPerMinute: setting(
    'FETTLE_RATE_LIMIT',
    'API requests a minute for one person or address; 0 for no limit',
    numberText(0, 10_000_000).default(6000),
  ),
  corsOrigins: setting(
    'FETTLE_CORS_ORIGINS',
    'origins whose pages may call the API with a key, parted by commas',
    listText().optional(),
  ),
  databaseConnections: setting(
    'FETTLE_DATABASE_CONNECTIONS',
    'connections to PostgreSQL that one process keeps',
    numberText(3, 200).default(12),
  ),
  findConnections: setting(
    'FETTLE_FIND_CONNECTIONS',
    'further connections that one process keeps for finding issues',
    numberText(1, 200).default(8),
  ),
  findTimeoutMs: setting(
    'FETTLE_FIND_TIMEOUT',
    'milliseconds after which a query is too heavy',
    numberText(1, 600_000).default(5000),
  ),
} as const satisfies Record<string, Setting<unknown>>

type Settings = {readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']>}

export type Config = Settings & {
  /** Where `dist/`, `server/` and so on lie. */
  readonly root: string
  /** Whether cookies are sent over TLS only. */
  readonly isSecure: boolean
}

/** One line of the settings table in the README. */
export const settingsTable: readonly {variable: string; flag: string; meaning: string}[] = Object.values(
  settings,
).map(({variable, meaning}) => ({variable, flag: flagOf(variable), meaning}))

/**
 * Reads settings from flags (`--port 80`) and the environment (`PORT=80`); a flag wins.
 *
 * @throws Error with a sentence for every unknown or bad setting
 */
export function readConfig(environment: NodeJS.ProcessEnv, args: readonly string[] = []): Config {
  const given = {...environment, ...readFlags(args)}
  const problems = unknownVariables(given)
  const values: Record<string, unknown> = {}
  for (const [name, {variable, schema}] of Object.entries(settings)) {
    const text = given[variable]
    const parsed = schema.safeParse(text === '' ? undefined : text)
    if (parsed.success) values[name] = parsed.data
    else
      problems.push(
        `${variable} ${parsed.error.issues[0]?.message ?? 'is wrong'} (got "${isSecretName(variable) ? '…' : text}")`,
      )
  }
  if ((given['FETTLE_ADMIN_EMAIL'] ?? '') !== '' && (given['FETTLE_ADMIN_PASSWORD'] ?? '') === '')
    problems.push('FETTLE_ADMIN_EMAIL needs FETTLE_ADMIN_PASSWORD beside it')
  if (problems.length > 0) throw new Error(`Cannot start: ${problems.join('; ')}`)
  const config = values as Settings
  return {...config, root, isSecure: config.url?.startsWith('https:') ?? false}
}

function readFlags(args: readonly string[]): Record<string, string> {
  const byFlag = new Map(Object.values(settings).map(({variable}) => [flagOf(variable), variable]))
  const options = Object.fromEntries([...byFlag.keys()].map((flag) => [flag, {type: 'string' as const}]))
  const {values} = parseArgs({args: [...args], options, strict: true, allowPositionals: false})
  const flags: Record<string, string> = {}
  for (const [flag, value] of Object.entries(values)) {
    const variable = byFlag.get(flag)
    if (variable !== undefined && typeof value === 'string') flags[variable] = value
  }
  return flags
}

/** FETTLE_TEST_* is for the tests, and CLI settings for `fettle` as a client. */
const otherVariables = new Set(['FETTLE_SERVER', 'FETTLE_TOKEN'])

function unknownVariables(given: NodeJS.ProcessEnv): string[] {
  const known = new Set(Object.values(settings).map(({variable}): string => variable))
  return Object.keys(given)
    .filter((name) => name.startsWith('FETTLE_') && !name.startsWith('FETTLE_TEST_'))
    .filter((name) => !known.has(name) && !otherVariables.has(name))
    .map((name) => `${name} is no setting of Fettle`)
}

function flagOf(variable: string): string {
  return variable
    .replace(/^FETTLE_/, '')
    .toLowerCase()
    .replaceAll('_', '-')
}

function setting<Value>(
  variable: string,
  meaning: string,
  schema: z.ZodType<Value, string | undefined>,
): Setting<Value> {
  return {variable, meaning, schema}
}

function numberText(least: number, most: number): z.ZodType<number, string> {
  const sentence = `must be a whole number from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d+$/, sentence)
    .transform(Number)
    .refine((value) => value >= least && value <= most, sentence)
}

const units: Readonly<Record<string, number>> = {B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3}

/** Parts between commas, without empty ones. */
function listText() {
  return z.string().transform((list) =>
    list
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
}

function sizeText(): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d+ ?([KMG]?B)?$/i, 'must be a size such as 500KB or 50MB')
    .transform((text) => {
      const unit = /[a-z]+$/i.exec(text)?.[0].toUpperCase() ?? 'B'
      return Number.parseInt(text, 10) * (units[unit] ?? 1)
    })
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isSecretName(variable: string): boolean {
  return /PASSWORD|TOKEN|URL/.test(variable)
}

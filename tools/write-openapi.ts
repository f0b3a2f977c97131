// Writes what the browser app and the CLI are typed by: server/openapi.json and web/api/schema.d.ts.
// With --check it writes nothing and fails when either is not current.
import {execFile} from 'node:child_process'
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {pino} from 'pino'
import {readConfig} from '../server/core/config.ts'
import type {Db} from '../server/core/database/database.ts'
import {buildApp} from '../server/core/http/app.ts'
import {openApiDocument} from '../server/core/http/openapi-document.ts'
import type {Services} from '../server/core/services.ts'
import {routes} from '../server/routes.ts'

const root = join(import.meta.dirname, '..')
const documentFile = join(root, 'server/openapi.json')
const typesFile = join(root, 'web/api/schema.d.ts')

const folder = await mkdtemp(join(tmpdir(), 'fettle-openapi-'))
try {
  const document = await describe()
  await writeFile(join(folder, 'openapi.json'), document)
  const types = await typesOf(join(folder, 'openapi.json'))
  if (process.argv.includes('--check')) await check(document, types)
  else await write(document, types)
} finally {
  await rm(folder, {recursive: true})
}

async function describe(): Promise<string> {
  const app = await buildApp({
    db: unused<Db>('the database'),
    services: unused<Services>('a service', {config: readConfig({})}),
    log: pino({level: 'silent'}),
    routes,
  })
  await app.ready()
  const document = openApiDocument(app)
  await app.close()
  return `${JSON.stringify(document, null, 2)}\n`
}

/** Stands where something must be that only a request would use. */
function unused<Thing extends object>(what: string, known: Partial<Thing> = {}): Thing {
  return new Proxy(known as Thing, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name) as unknown
      throw new Error(`Cannot describe the API: a route uses ${what} ("${String(name)}") before any request`)
    },
  })
}

/** openapi-typescript needs TypeScript 5, so it lives in a workspace of its own. */
async function typesOf(file: string): Promise<string> {
  const program = join(root, 'tools/openapi/node_modules/openapi-typescript/bin/cli.js')
  const output = join(folder, 'schema.d.ts')
  // A request may leave out what has a default; what an answer always has is listed as required there.
  const options = ['--output', output, '--default-non-nullable=false']
  await promisify(execFile)(process.execPath, [program, file, ...options])
  return readFile(output, 'utf8')
}

async function write(document: string, types: string): Promise<void> {
  await mkdir(join(root, 'web/api'), {recursive: true})
  await writeFile(documentFile, document)
  await writeFile(typesFile, types)
}

async function check(document: string, types: string): Promise<void> {
  const stale: string[] = []
  if (document !== (await readFile(documentFile, 'utf8').catch(() => ''))) stale.push('server/openapi.json')
  if (types !== (await readFile(typesFile, 'utf8').catch(() => ''))) stale.push('web/api/schema.d.ts')
  if (stale.length === 0) return
  console.error(`Not current: ${stale.join(' and ')}; run "node tools/write-openapi.ts"`)
  process.exitCode = 1
}

import {spawn} from 'node:child_process'
import {createHash, type Hash} from 'node:crypto'
import {mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {FastifyBaseLogger} from 'fastify'

const builtWith = ['web', 'package-lock.json']
const ignored = new Set(['paraglide', 'gallery', 'node_modules'])

/** Builds `dist/web` when its sources are not the ones it was built from. */
export async function buildWebApp(root: string, log: Pick<FastifyBaseLogger, 'info'>): Promise<void> {
  const stampFile = join(root, 'dist/web.stamp')
  const stamp = await hashSources(root)
  if (stamp === (await readFile(stampFile, 'utf8').catch(() => ''))) return
  log.info('Building the browser app')
  // Into a folder of its own: a build that breaks off leaves the old one as it was.
  const fresh = join(root, `dist/web.${process.pid}`)
  try {
    await runVite(root, fresh)
    await rm(join(root, 'dist/web'), {recursive: true, force: true})
    await rename(fresh, join(root, 'dist/web'))
    await writeFile(stampFile, stamp)
  } finally {
    await rm(fresh, {recursive: true, force: true})
  }
}

async function hashSources(root: string): Promise<string> {
  const hash = createHash('sha256')
  for (const path of builtWith) await hashPath(hash, root, path)
  return hash.digest('hex')
}

async function hashPath(hash: Hash, root: string, path: string): Promise<void> {
  const entries = await readdir(join(root, path), {withFileTypes: true}).catch(() => undefined)
  if (entries === undefined) {
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(root, path)))
    return
  }
  for (const {name} of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    if (!ignored.has(name) && !name.endsWith('.test.ts')) await hashPath(hash, root, `${path}/${name}`)
}

async function runVite(root: string, outDir: string): Promise<void> {
  await mkdir(join(root, 'dist'), {recursive: true})
  const args = [
    'node_modules/vite/bin/vite.js',
    'build',
    '-c',
    'web/vite.config.ts',
    '--outDir',
    outDir,
    '--logLevel',
    'warn',
  ]
  const child = spawn(process.execPath, args, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']})
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  if (code !== 0) throw new Error(`Cannot build the browser app:\n${output}`)
}

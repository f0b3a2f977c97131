import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'

/** A clone in miniature: the launcher, a lock file, and a script that says what reaches it. */
let clone: string
let launcher: ChildProcess | undefined

const script = `
  const say = (word) => require('node:fs').appendFileSync('said', word + ' ')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { say(signal); process.exit(7) })
  process.on('disconnect', () => { say('disconnect'); process.exit(0) })
  say('up')
  setInterval(() => {}, 60_000)`

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'launchtest-'))
  await mkdir(join(clone, 'node_modules/node/bin'), {recursive: true})
  await writeFile(pinnedNode(), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, {mode: 0o755})
  await copyFile(join(import.meta.dirname, 'launch.mjs'), join(clone, 'launch.mjs'))
  await writeFile(join(clone, 'script.cjs'), script)
  await lock({'node_modules/a': {version: '1.0.0'}})
  await installed({'node_modules/a': {version: '1.0.0'}})
  await writeFile(join(clone, 'npm-cli.js'), "console.log('npm ran'); process.exitCode = 3")
})
afterEach(async () => {
  launcher?.kill('SIGKILL')
  await rm(clone, {recursive: true, force: true})
})

describe('installing', () => {
  test('what npm itself installed is not installed again, and is stamped', async () => {
    expect(await ensureInstalled()).toBe('')
    await installed({})
    expect(await ensureInstalled()).toBe('')
  })

  test('a changed lock file installs, and says when that fails', async () => {
    await ensureInstalled()
    await lock({'node_modules/a': {version: '1.0.1'}})
    expect(await ensureInstalled()).toMatch(/Installing what is missing.*npm ran.*"npm ci" ended with 3/s)
  })

  test('development tools and parts for other platforms may be absent, parts for this one may not', async () => {
    await lock({
      '': {version: '1.0.0'},
      'node_modules/a': {version: '1.0.0'},
      'node_modules/tool': {version: '1.0.0', dev: true},
      'node_modules/wasm': {version: '1.0.0', optional: true},
      'node_modules/elsewhere': {version: '1.0.0', optional: true, os: ['aix'], cpu: [process.arch]},
    })
    expect(await ensureInstalled()).toBe('')
    const here = {optional: true, os: [process.platform], cpu: [process.arch]}
    await lock({'node_modules/here': {version: '1.0.0', ...here}})
    expect(await ensureInstalled()).toContain('npm ran')
  })
})

test.runIf(process.platform === 'linux')('nothing is installed beneath a Fettle that runs', async () => {
  await rm(pinnedNode())
  await symlink(process.execPath, pinnedNode())
  await installed({})
  const running = await runScript()
  expect(await ensureInstalled()).toMatch(/while Fettle runs from .*: stop it first/)
  running.kill('SIGTERM')
  await once(running, 'exit')
})

describe('running', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s is passed on, and the exit code comes back',
    async (signal) => {
      const running = await runScript()
      running.kill(signal)
      expect(await once(running, 'exit')).toEqual([7, null])
      expect(await said()).toBe(`up ${signal} `)
    },
  )

  test('a launcher killed with -9 takes its script along', async () => {
    const running = await runScript()
    running.kill('SIGKILL')
    await vi.waitFor(async () => expect(await said()).toBe('up disconnect '), 5000)
  })
})

function pinnedNode(): string {
  return join(clone, 'node_modules/node/bin/node')
}

async function ensureInstalled(): Promise<string> {
  const child = run(`await ensureInstalled().catch((error) => console.error(error.message))`)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
  await once(child, 'close')
  return output
}

async function runScript(): Promise<ChildProcess> {
  const child = run(`runUnderPinnedNode('script.cjs', [])`)
  await vi.waitFor(async () => expect(await said()).toBe('up '), 10_000)
  return child
}

function run(statement: string): ChildProcess {
  const program = `import {ensureInstalled, runUnderPinnedNode} from './launch.mjs'; ${statement}`
  const env = {...process.env, npm_execpath: join(clone, 'npm-cli.js')}
  launcher = spawn(process.execPath, ['--input-type=module', '-e', program], {cwd: clone, env})
  return launcher
}

async function said(): Promise<string> {
  return readFile(join(clone, 'said'), 'utf8').catch(() => '')
}

async function lock(packages: object): Promise<void> {
  await writeFile(join(clone, 'package-lock.json'), JSON.stringify({packages}))
}

async function installed(packages: object): Promise<void> {
  await writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({packages}))
}

// Plain JavaScript for Node 20 and newer: this runs before anything is installed.
import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {constants, tmpdir, userInfo} from 'node:os'
import {dirname, join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.fettle-installed')
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

export const serverScript = 'server/main.ts'

// On a machine with much memory V8 lets garbage grow to many times of what lives: 490 MB after the benchmark
// instead of 240, at the same speed.
const leanHeap = ['--max-semi-space-size=8', '--heap-growing-percent=40']

/** Installs what the lock file names, unless that is there already. Throws with a sentence when it cannot. */
export async function ensureInstalled() {
  const stamp = wantedStamp()
  if (readOr(stampFile, '') === stamp && existsSync(pinnedNode)) return
  if (!isComplete()) await installAlone()
  try {
    writeFileSync(stampFile, stamp)
  } catch {
    // Somebody else's clone: the slower comparison has to do each time.
  }
}

/**
 * Runs a script under the Node of node_modules and ends as it ends. The script hears of our own end, even by
 * kill -9, through the event `disconnect` of its `process`.
 *
 * @param {string} script relative to this folder
 * @param {string[]} args
 */
export function runUnderPinnedNode(script, args) {
  const options = script === serverScript ? leanHeap : []
  const child = spawn(pinnedNode, [...options, join(root, script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  forwardSignals(child)
  child.once('error', (error) => {
    console.error(`Cannot start ${pinnedNode}: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
}

/** Ctrl-C reaches all of us, and npm passes it on once more: what comes twice within a second is sent once. */
function forwardSignals(child) {
  const sentAt = {}
  const forward = (signal) => {
    if (Date.now() - (sentAt[signal] ?? 0) < 1000) return
    sentAt[signal] = Date.now()
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, forward)
  return () => signals.forEach((signal) => process.off(signal, forward))
}

function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(lock).digest('hex')
}

/** Whether npm's own record of what is installed has all that runs here: it may come from a plain `npm ci`. */
function isComplete() {
  const installed = JSON.parse(readOr(join(modules, '.package-lock.json'), '{"packages":{}}')).packages
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const missing = ([path, {version, link}]) =>
    path.includes('node_modules/') && !link && installed[path]?.version !== version
  return (
    existsSync(pinnedNode) &&
    !Object.entries(wanted)
      .filter(([, entry]) => isNeeded(entry))
      .some(missing)
  )
}

/** Development tools may be left out, and so may optional parts that are not made for this very platform. */
function isNeeded({dev, devOptional, optional, os, cpu, libc}) {
  if (dev || devOptional) return false
  return (
    !optional ||
    (os !== undefined && fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, ownLibc()))
  )
}

function fits(allowed, own) {
  return allowed === undefined || allowed.includes(own)
}

function ownLibc() {
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/** Two first starts at once: the second waits, and then finds everything there. */
async function installAlone() {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const lock = join(tmpdir(), `fettle-install-${userInfo().uid}-${name}.pid`)
  if (!takeLock(lock)) {
    console.error(`Waiting for another start to install what is missing (see ${lock}) …`)
    while (!takeLock(lock)) await sleep(500)
  }
  try {
    if (isComplete()) return
    assertNothingRuns()
    console.error('Installing what is missing (npm ci) …')
    await install()
  } finally {
    rmSync(lock, {force: true})
  }
}

function takeLock(file) {
  try {
    writeFileSync(file, String(process.pid), {flag: 'wx'})
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const holder = Number(readOr(file, '0'))
  if (holder === 0 || exists(holder)) return false
  rmSync(file, {force: true})
  return takeLock(file)
}

function exists(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** `npm ci` removes node_modules first, which would pull the ground from under a Fettle that runs from it. */
function assertNothingRuns() {
  if (process.platform !== 'linux') return
  const own = ancestors(process.pid)
  const others = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && !own.includes(Number(pid)) && runsHere(pid),
  )
  if (others.length === 0) return
  throw new Error(
    `Cannot install the new dependencies while Fettle runs from ${root} (process ${others.join(', ')}): stop it first`,
  )
}

function runsHere(pid) {
  try {
    return readlinkSync(`/proc/${pid}/exe`) === realpathSync(pinnedNode)
  } catch {
    return false
  }
}

function ancestors(pid) {
  const parent = Number(/^PPid:\s+(\d+)/m.exec(readOr(`/proc/${pid}/status`, ''))?.[1] ?? 0)
  return parent === 0 ? [pid] : [pid, ...ancestors(parent)]
}

async function install() {
  const npm = findNpm()
  const child = spawn(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: npm.shell,
  })
  const stopForwarding = forwardSignals(child)
  const outcome = await new Promise((resolve) => {
    child.once('error', (error) => resolve(`cannot run: ${error.message}`))
    child.once('exit', (code, signal) => resolve(code === 0 ? 'installed' : `ended with ${code ?? signal}`))
  })
  stopForwarding()
  if (outcome !== 'installed') throw new Error(`Cannot install the dependencies: "npm ci" ${outcome}`)
  if (existsSync(pinnedNode)) return
  throw new Error(
    `Cannot find ${pinnedNode}: npm did not run install scripts; run "npm ci --ignore-scripts=false"`,
  )
}

/** The npm that started us, else the one beside this Node, else the one in the path. */
function findNpm() {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const scripts = [process.env.npm_execpath?.replace(/npx-cli\.js$/, 'npm-cli.js'), beside]
  const script = scripts.find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
  if (script) return {command: process.execPath, args: [script], shell: false}
  return {command: 'npm', args: [], shell: process.platform === 'win32'}
}

function readOr(file, fallback) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return fallback
  }
}

import {spawn} from 'node:child_process'
import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {pino} from 'pino'
import {buildWebApp} from '../server/web-app/build-web-app.ts'
import {getChromium} from './find-chromium.ts'

const root = join(import.meta.dirname, '..')
const {values: options, positionals} = parseArgs({
  options: {
    /** Only what needs no browser. */
    server: {type: 'boolean', default: false},
    /** Only what a person does in a browser. */
    browser: {type: 'boolean', default: false},
  },
  allowPositionals: true,
})

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const folder = await mkdtemp(join(tmpdir(), 'fettle-tests-'))
const parts: Counts[] = []
try {
  // The browser app is built first: its words are compiled on the way, and tests read them.
  await buildWebApp(root, pino({level: 'silent'}))
  if (!options.browser) parts.push(await runVitest())
  if (!options.server) parts.push(await runPlaywright())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  parts.push({passed: 0, failed: 1, skipped: 0})
} finally {
  await rm(folder, {recursive: true, force: true})
}

const sum = (key: keyof Counts): number => parts.reduce((total, part) => total + part[key], 0)
const skipped = sum('skipped') === 0 ? '' : `, ${sum('skipped')} skipped`
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`)
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1)

async function runVitest(): Promise<Counts> {
  const report = join(folder, 'vitest.json')
  const code = await run('vitest/vitest.mjs', [
    'run',
    ...positionals,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const result = await readReport<{
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numFailedTestSuites: number
  }>(report)
  const counts = {
    passed: result?.numPassedTests ?? 0,
    failed: result?.numFailedTests ?? 0,
    skipped: result?.numPendingTests ?? 0,
  }
  return code !== 0 && counts.failed === 0 ? {...counts, failed: 1} : counts
}

async function runPlaywright(): Promise<Counts> {
  const report = join(folder, 'playwright.json')
  const code = await run(
    '@playwright/test/cli.js',
    ['test', '-c', 'e2e/playwright.config.ts', ...positionals],
    {
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      FETTLE_TEST_CHROMIUM: getChromium(),
    },
  )
  const result = await readReport<{
    stats: {expected: number; unexpected: number; flaky: number; skipped: number}
  }>(report)
  const {expected = 0, unexpected = 0, flaky = 0, skipped = 0} = result?.stats ?? {}
  // A test that passes only when it is tried again is a failure to be looked at.
  const failed = unexpected + flaky
  return {passed: expected, failed: code !== 0 && failed === 0 ? 1 : failed, skipped}
}

function run(
  script: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<number> {
  const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...environment,
      PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`,
    },
  })
  return new Promise((resolve, reject) =>
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1)),
  )
}

async function readReport<Report>(path: string): Promise<Report | undefined> {
  return readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    () => undefined,
  )
}

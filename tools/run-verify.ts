import {spawnSync} from 'node:child_process'
import {join} from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'node_modules/.bin')

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  [
    'words are compiled',
    'paraglide-js',
    'compile',
    '--project',
    'web/project.inlang',
    '--outdir',
    'web/paraglide',
    '--silent',
  ],
  ['format', 'oxfmt', '--check', '.'],
  ['lint, import circles', 'oxlint', '--deny-warnings'],
  ['types of the server', 'tsc', '--noEmit'],
  ['types of the browser app', 'tsc', '--noEmit', '-p', 'web/tsconfig.json'],
  ['the API’s description is current', 'node', 'tools/write-openapi.ts', '--check'],
  ['tests', 'node', 'tools/run-tests.ts'],
]

for (const [name, command, ...args] of steps) {
  process.stdout.write(`\n— ${name}\n`)
  const {status} = spawnSync(command === 'node' ? process.execPath : join(bin, command), args, {
    cwd: root,
    stdio: 'inherit',
    env: {...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`},
  })
  if (status !== 0) {
    process.stderr.write(`\nNot good: ${name}\n`)
    process.exit(1)
  }
}

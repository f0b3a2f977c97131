import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fail, ok, type Told} from './finding.ts'

const root = join(import.meta.dirname, '../..')

/** Whether it runs on the pinned Node, with every dependency in its version. */
export async function checkProgram(): Promise<Told[]> {
  const {dependencies, version} = await readPackage(root)
  const wrong: string[] = []
  for (const [name, wanted] of Object.entries(dependencies ?? {})) {
    const found = await readPackage(join(root, 'node_modules', name)).catch(() => undefined)
    if (found?.version !== wanted)
      wrong.push(`${name} ${found?.version ?? 'is missing'} instead of ${wanted}`)
  }
  const node = dependencies?.['node']
  if (node !== undefined && process.versions.node !== node)
    wrong.push(`running on Node ${process.versions.node} instead of ${node}`)
  return wrong.length === 0
    ? ok(`Fettle ${version} on Node ${process.versions.node}, every dependency in its version`)
    : fail(wrong.join(', '), 'Stop the server and run "npm ci"')
}

async function readPackage(
  folder: string,
): Promise<{version: string; dependencies?: Readonly<Record<string, string>>}> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {version: string}
}

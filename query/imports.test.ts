import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, relative} from 'node:path'
import {expect, test} from 'vitest'

const folder = import.meta.dirname
const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) => /\.tsx?$/.test(name))
const shipped = files.filter((name) => !name.endsWith('.test.ts') && !name.startsWith('testing'))

test('what is shipped imports nothing from outside, so that it runs in servers and browsers', () => {
  const foreign = shipped.flatMap((name) =>
    importsOf(name)
      .filter((path) => !isInside(name, path))
      .map((path) => `${name}: ${path}`),
  )
  expect(shipped.length).toBeGreaterThan(20)
  expect(foreign).toEqual([])
})

test('what is shipped imports nothing that is only for tests', () => {
  expect(shipped.flatMap(importsOf).filter((path) => /testing\/|\.test\./.test(path))).toEqual([])
})

test('what is shipped uses nothing that only Node or only a browser has', () => {
  const foreign = /(?<![.\w'"])(?:process|Buffer|globalThis|window|document|require|navigator)(?=[.(])/
  expect(shipped.filter((name) => foreign.test(readFileSync(join(folder, name), 'utf8')))).toEqual([])
})

function importsOf(name: string): string[] {
  const text = readFileSync(join(folder, name), 'utf8')
  const pattern = /^(?:(?:import|export) .*from |\} from |import )'([^']+)'|\bimport\('([^']+)'\)/gm
  return [...text.matchAll(pattern)].map(([, path, late]) => path ?? late ?? '')
}

function isInside(name: string, path: string): boolean {
  return path.startsWith('.') && !relative(folder, join(folder, dirname(name), path)).startsWith('..')
}

import {readFile} from 'node:fs/promises'
import {expect, test} from 'vitest'
import {readConfig, settingsTable} from './config.ts'

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')

/** Cells of the table below "## Settings", without their marks of code. */
const rows = (/^## Settings$(.*?)^##/ms.exec(readme)?.[1] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  )

test('the README lists every setting with its flag and its meaning, and no other', () => {
  expect(rows.map(([variable, flag, meaning]) => ({variable, flag, meaning}))).toEqual(
    settingsTable.map(({variable, flag, meaning}) => ({variable, flag: `--${flag}`, meaning})),
  )
})

test.each(rows)(
  '%s: the default in the README is the real one',
  (variable = '', _flag, _meaning, value = '') => {
    expect(readConfig({[variable]: value})).toEqual(readConfig({}))
  },
)

test('the README leaves the default open for those settings, and only those, that have none', () => {
  const open = rows.filter(([, , , value]) => value === '')
  expect(open).toHaveLength(Object.values(readConfig({})).filter((value) => value === undefined).length)
})

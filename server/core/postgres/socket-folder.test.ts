import {expect, test} from 'vitest'
import {chooseSocketFolder, socketPath} from './socket-folder.ts'

test('the socket lives beneath the base while its path fits 107 bytes', () => {
  const longest = `/${'x'.repeat(107 - '/'.length - '/run'.length - '/.s.PGSQL.5432'.length)}`
  expect(Buffer.byteLength(socketPath(chooseSocketFolder(longest, ['/tmp'])))).toBe(107)
  expect(chooseSocketFolder(longest, ['/tmp'])).toBe(`${longest}/run`)
  expect(chooseSocketFolder(`${longest}x`, ['/tmp'])).toMatch(/^\/tmp\/fettle-[0-9a-f]{16}$/)
})

test('bytes count, not letters', () => {
  expect(chooseSocketFolder(`/${'ä'.repeat(60)}`, ['/tmp'])).toMatch(/^\/tmp\/fettle-/)
})

test('each base has a folder of its own', () => {
  const [one, other] = ['a', 'b'].map((name) => chooseSocketFolder(`/${name.repeat(120)}`, ['/tmp']))
  expect(one).not.toBe(other)
})

test('a long folder for temporary files is passed over, and with no short one the error says what to do', () => {
  const long = `/${'t'.repeat(100)}`
  expect(chooseSocketFolder(long, [long, '/tmp'])).toMatch(/^\/tmp\//)
  expect(() => chooseSocketFolder(long, [long])).toThrow(/set FETTLE_DATA to a shorter path/)
})

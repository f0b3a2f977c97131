import {expect, test} from 'vitest'
import {matches} from './use-shortcut.ts'

const press = (
  key: string,
  held: {shiftKey?: boolean; ctrlKey?: boolean; metaKey?: boolean; altKey?: boolean} = {},
) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})

test('a letter fires alone, and not with a modifier', () => {
  expect(matches(press('c'), 'C')).toBe(true)
  expect(matches(press('c', {ctrlKey: true}), 'C')).toBe(false)
  expect(matches(press('C', {shiftKey: true}), 'C')).toBe(false)
})

test('Mod is Control or Command', () => {
  expect(matches(press('k', {ctrlKey: true}), 'Mod+K')).toBe(true)
  expect(matches(press('k', {metaKey: true}), 'Mod+K')).toBe(true)
  expect(matches(press('k'), 'Mod+K')).toBe(false)
})

test('a sign fires whether or not the keyboard needs Shift for it', () => {
  expect(matches(press('?', {shiftKey: true}), '?')).toBe(true)
  expect(matches(press('?'), '?')).toBe(true)
})

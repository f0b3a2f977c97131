import {expect, test} from 'vitest'
import {findWeakness} from './password-rules.ts'

test.each([
  ['short1234', /at least 10/],
  ['Ada.Lovelace-1815', /mail address/],
  ['Password2026!', /tried first/],
  ['1q2w3e4r5t', /tried first/],
  ['abababababab', /same few/],
])('%s is refused', (password, reason) => {
  expect(findWeakness(password, 'ada.lovelace@example.org')).toMatch(reason)
})

test.each(['a quiet river in June', 'пароль-длинный', 'zx9-kwv-2fh-qpl'])('%s is fine', (password) => {
  expect(findWeakness(password, 'al@example.org')).toBeUndefined()
})

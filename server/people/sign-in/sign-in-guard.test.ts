import {expect, test} from 'vitest'
import {createSignInGuard} from './sign-in-guard.ts'

const limits = {
  attemptsPerAddress: 3,
  attemptsPerEmail: 2,
  challengesPerAddress: 4,
  mailsPerAddress: 3,
  mailsPerEmail: 1,
  windowMs: 60_000,
}

test('an address and a mail address have a limit each, until the window ends', () => {
  let now = 0
  const guard = createSignInGuard(limits, () => now)
  guard.admit('192.0.2.1', 'ada@example.org')
  guard.admit('192.0.2.1', 'ADA@example.org')
  expect(() => guard.admit('192.0.2.2', 'ada@example.org')).toThrow(/try again in 1 min/)
  guard.admit('192.0.2.1', 'bob@example.org')
  expect(() => guard.admit('192.0.2.1')).toThrow(/Too many attempts/)
  now = 60_000
  guard.admit('192.0.2.1', 'ada@example.org')
})

test('a network of IPv6 addresses counts as one', () => {
  const guard = createSignInGuard(limits)
  guard.admit('2001:db8:0:1::1')
  guard.admit('2001:db8:0:1:ffff::2')
  guard.admit('2001:db8::1:0:0:0:3')
  expect(() => guard.admit('2001:db8:0:1::4')).toThrow(/Too many/)
  guard.admit('2001:db8:0:2::1')
})

test('mails have their own limit', () => {
  const guard = createSignInGuard(limits)
  guard.admitMail('192.0.2.1', 'ada@example.org')
  expect(() => guard.admitMail('192.0.2.9', 'ada@example.org')).toThrow(/Too many/)
  guard.admit('192.0.2.1', 'ada@example.org')
})

test('who is unknown is locked at the 10th failure, and longer at the 20th', () => {
  let now = 0
  const guard = createSignInGuard(limits, () => now)
  const fail = (times: number) => {
    for (let n = 0; n < times; n++) guard.countUnknown('nobody@example.org')
  }
  fail(9)
  expect(guard.findLockOfUnknown('nobody@example.org')).toBeUndefined()
  fail(1)
  expect(guard.findLockOfUnknown('Nobody@example.org')?.getTime()).toBe(15 * 60_000)
  now = 15 * 60_000
  expect(guard.findLockOfUnknown('nobody@example.org')).toBeUndefined()
  fail(10)
  expect(guard.findLockOfUnknown('nobody@example.org')?.getTime()).toBe(now + 30 * 60_000)
})

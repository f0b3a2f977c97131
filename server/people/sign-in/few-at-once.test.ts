import {expect, test} from 'vitest'
import {fewAtOnce} from './few-at-once.ts'

test('two run, the next wait in order, and one too many is turned away', async () => {
  const run = fewAtOnce({running: 2, waiting: 2})
  const started: number[] = []
  const finish: (() => void)[] = []
  const works = [0, 1, 2, 3].map((n) =>
    run(() => {
      started.push(n)
      return new Promise<number>((resolve) => {
        finish[n] = () => resolve(n)
      })
    }),
  )
  await expect(run(() => Promise.resolve(4))).rejects.toMatchObject({code: 'unavailable'})
  expect(started).toEqual([0, 1])

  finish[1]?.()
  await works[1]
  await expect.poll(() => started).toEqual([0, 1, 2])
  finish[0]?.()
  await expect.poll(() => started).toEqual([0, 1, 2, 3])
  finish[2]?.()
  finish[3]?.()
  expect(await Promise.all(works)).toEqual([0, 1, 2, 3])
  expect(await run(() => Promise.resolve(5))).toBe(5)
})

test('work that fails passes its turn on', async () => {
  const run = fewAtOnce({running: 1, waiting: 1})
  await expect(run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await run(() => Promise.resolve('next'))).toBe('next')
})

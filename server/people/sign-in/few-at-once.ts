import {AppError} from '../../core/errors.ts'

/**
 * Lets so many pieces of work run at once and so many wait, in the order they came.
 *
 * @throws AppError `unavailable` for one that would wait behind too many
 */
export function fewAtOnce({running, waiting}: {running: number; waiting: number}) {
  const queue: (() => void)[] = []
  let active = 0

  async function takeTurn(): Promise<void> {
    if (active < running) {
      active++
      return
    }
    if (queue.length >= waiting)
      throw new AppError('unavailable', 'Too many people sign in just now: try again in a moment')
    await new Promise<void>((resolve) => {
      queue.push(resolve)
    })
  }

  /** The turn goes to who waits longest, so `active` stays as it is then. */
  function passTurn(): void {
    const next = queue.shift()
    if (next === undefined) active--
    else next()
  }

  return async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    await takeTurn()
    try {
      return await work()
    } finally {
      passTurn()
    }
  }
}

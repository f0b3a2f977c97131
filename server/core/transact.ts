import type {Context} from './context.ts'
import type {Tx} from './database/database.ts'
import {AppError} from './errors.ts'
import {takeEvents} from './events/recorded-events.ts'
import {claimIdempotencyKey, storeAnswer} from './idempotency.ts'

/** What a verb gets while it writes. */
export interface Work {
  readonly tx: Tx
  /** Runs when, and only when, the change is committed. It must not throw and nothing may depend on it. */
  readonly afterCommit: (effect: () => void) => void
}

const maxAttempts = 4

/**
 * The one way to write: a transaction that takes the rows, the event and the answer of a repeatable
 * request together. `verb` may run several times (deadlock, serialization failure), so it does nothing
 * outside of `work`. With an idempotency key its result is stored and must be plain JSON.
 *
 * @throws AppError `forbidden` when the key in hand may only read
 */
export async function transact<Result>(ctx: Context, verb: (work: Work) => Promise<Result>): Promise<Result> {
  if (ctx.actor.scope === 'read') throw new AppError('forbidden', 'This key may only read')
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(ctx, verb)
    } catch (error) {
      if (attempt >= maxAttempts || !isWorthRetrying(error)) throw error
      ctx.log.info({attempt, err: error}, 'Transaction is tried again')
    }
  }
}

async function attemptOnce<Result>(ctx: Context, verb: (work: Work) => Promise<Result>): Promise<Result> {
  const effects: (() => void)[] = []
  const result = await ctx.db.transaction().execute(async (tx) => {
    await claimIdempotencyKey(tx, ctx)
    const result = await verb({tx, afterCommit: (effect) => effects.push(effect)})
    const events = takeEvents(tx)
    for (const keep of ctx.services.projections) await keep(tx, events)
    await storeAnswer(tx, ctx, result)
    return result
  })
  ctx.services.signals.eventsWritten()
  for (const effect of effects) effect()
  return result
}

/** SQLSTATE 40001 serialization failure, 40P01 deadlock. */
function isWorthRetrying(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === '40001' || code === '40P01'
}

import type {CompiledQuery} from 'kysely'
import type {Actor} from '../actor.ts'

/** A statement with its parameters, ready to be sent. */
export interface Plan {
  readonly text: string
  readonly values: readonly unknown[]
}

/**
 * Remembers how hot statements are written for an actor. What somebody may see is part of the text, and an actor
 * is the same object until that changes, so that nothing has to be forgotten by hand.
 */
export function createPlans(
  maxPerActor = 50,
): (actor: Actor, name: string, compile: () => CompiledQuery) => Plan {
  const plans = new WeakMap<Actor, Map<string, Plan>>()
  return (actor, name, compile) => {
    const known = plans.get(actor) ?? new Map<string, Plan>()
    plans.set(actor, known)
    const plan = known.get(name) ?? planOf(compile())
    if (known.size < maxPerActor) known.set(name, plan)
    return plan
  }
}

export function planOf({sql, parameters}: CompiledQuery): Plan {
  return {text: sql, values: parameters}
}

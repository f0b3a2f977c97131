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
export function createPlans(): (actor: Actor, name: string, compile: () => CompiledQuery) => Plan {
  const memory = createMemory<Actor, Plan>()
  return (actor, name, compile) => memory.find(actor, name) ?? memory.keep(actor, name, planOf(compile()))
}

/** What is remembered of an owner by name, for as long as the owner itself is. */
export interface Memory<Owner extends object, Value> {
  find(owner: Owner, name: string): Value | undefined
  /** Gives the value back, also where there is no more room for it. */
  keep(owner: Owner, name: string, value: Value): Value
}

export function createMemory<Owner extends object, Value>(maxPerOwner = 200): Memory<Owner, Value> {
  const memories = new WeakMap<Owner, Map<string, Value>>()
  return {
    find: (owner, name) => memories.get(owner)?.get(name),
    keep(owner, name, value) {
      const memory = memories.get(owner) ?? new Map<string, Value>()
      memories.set(owner, memory)
      // What was asked for first has to make room: queries change from day to day.
      if (memory.size >= maxPerOwner) memory.delete(memory.keys().next().value ?? name)
      memory.set(name, value)
      return value
    },
  }
}

export function planOf({sql, parameters}: CompiledQuery): Plan {
  return {text: sql, values: parameters}
}

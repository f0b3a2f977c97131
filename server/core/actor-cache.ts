import type {Actor} from './actor.ts'
import type {Db} from './database/database.ts'
import type {Signals} from './events/signals.ts'
import {findActor, loadAnonymous, type Credential, type LoadedActor} from './load-actor.ts'

/**
 * Who holds a credential, remembered between requests. Whatever changes rights calls
 * `signals.rightsChanged()`, which empties it here at once and in other processes within a millisecond;
 * while the connection that hears them is lost, nothing is remembered.
 */
export interface ActorCache {
  findActor(db: Db, credential: Credential): Promise<Actor | undefined>
  getAnonymous(db: Db): Promise<Actor>
}

const maxEntries = 10_000
const maxAgeMs = 30_000

export function createActorCache(signals: Signals): ActorCache {
  const entries = new Map<string, LoadedActor & {loadedAt: number}>()
  let anonymous: (LoadedActor & {loadedAt: number}) | undefined
  let generation = 0

  function clear(): void {
    generation++
    entries.clear()
    anonymous = undefined
  }
  signals.onRightsChanged(clear)

  return {
    async findActor(db, credential) {
      const key = `${credential.kind}${credential.hash.toString('latin1')}`
      const known = entries.get(key)
      if (known !== undefined && isFresh(known)) return known.actor
      const before = generation
      const loaded = await findActor(db, credential)
      // What was read while rights changed may be old: it serves this request only.
      if (loaded !== undefined && signals.isConnected && before === generation) {
        if (entries.size >= maxEntries) entries.clear()
        entries.set(key, {...loaded, loadedAt: Date.now()})
      }
      return loaded?.actor
    },
    async getAnonymous(db) {
      if (anonymous !== undefined && isFresh(anonymous)) return anonymous.actor
      const before = generation
      const actor = await loadAnonymous(db)
      if (signals.isConnected && before === generation)
        anonymous = {actor, expiresAt: null, loadedAt: Date.now()}
      return actor
    },
  }
}

function isFresh({expiresAt, loadedAt}: LoadedActor & {loadedAt: number}): boolean {
  const now = Date.now()
  return now - loadedAt < maxAgeMs && (expiresAt === null || expiresAt.getTime() > now)
}

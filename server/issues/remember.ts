import type {Db} from '../core/database/database.ts'

const memories = new WeakMap<Db, Map<string, Promise<unknown>>>()

/**
 * Looks something up once a transaction, so that the fiftieth issue of a bulk change asks only for what is its
 * own. For what the transaction itself does not write; outside of one, nothing is remembered.
 */
export function remember<Value>(db: Db, name: string, load: () => Promise<Value>): Promise<Value> {
  if (!db.isTransaction) return load()
  const memory = memories.get(db) ?? new Map<string, Promise<unknown>>()
  memories.set(db, memory)
  const known = memory.get(name) as Promise<Value> | undefined
  if (known !== undefined) return known
  const loading = load()
  memory.set(name, loading)
  loading.catch(() => memory.delete(name))
  return loading
}

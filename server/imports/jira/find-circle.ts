/** Whether `from` can be reached from `to`, so that a step from `from` to `to` would close a circle. */
export function findCircle(from: number, to: number, next: (id: number) => readonly number[]): boolean {
  const reached = new Set<number>()
  const waiting = [to]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === from) return true
    if (reached.has(id)) continue
    reached.add(id)
    waiting.push(...next(id))
  }
  return false
}

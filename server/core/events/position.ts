/**
 * A place in the order of events: by the transaction that wrote them, then by id. Not by id alone, since
 * ids are handed out before commit and a slower transaction would be passed by.
 */
export interface Position {
  /** xid8, as text. */
  readonly xid: string
  readonly id: number
}

const pattern = /^(\d{1,19})-(\d{1,15})$/

/** The text that clients keep, such as `5812-977`: opaque to them. */
export function formatPosition({xid, id}: Position): string {
  return `${xid}-${id}`
}

export function parsePosition(text: string): Position | undefined {
  const [, xid, id] = pattern.exec(text) ?? []
  return xid === undefined ? undefined : {xid: BigInt(xid).toString(), id: Number(id)}
}

/** Negative, 0 or positive: a before, at, or after b. */
export function comparePositions(a: Position, b: Position): number {
  if (a.xid === b.xid) return a.id - b.id
  return BigInt(a.xid) < BigInt(b.xid) ? -1 : 1
}

import {encodeCursor} from '../core/http/cursor.ts'

/** Cuts one row more than were asked for into a page and where the next one begins. */
export function pageFrom<Row, Item>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Item,
  placeOf: (row: Row) => readonly (string | number | null)[],
): {items: Item[]; nextCursor: string | null} {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const hasMore = rows.length > limit && last !== undefined
  return {items: shown.map(view), nextCursor: hasMore ? encodeCursor(placeOf(last)) : null}
}

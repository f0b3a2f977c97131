import {z} from 'zod'
import {AppError} from '../errors.ts'

/** Query parameters of a list: a keyset page, never an offset. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional().meta({description: 'nextCursor of the page before'}),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** A page of `item`s and where the next one begins; null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({items: z.array(item), nextCursor: z.string().nullable()})
}

export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** @throws AppError `invalid` for text that is no cursor of this list */
export function decodeCursor<Shape extends z.ZodType>(text: string, shape: Shape): z.output<Shape> {
  const parsed = shape.safeParse(parseJson(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success)
    throw new AppError('invalid', 'This cursor belongs to no page of this list', {
      pointer: '/querystring/cursor',
    })
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

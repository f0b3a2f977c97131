import {z} from 'zod'

const maxBytes = 8192
const word = z.string().min(1).max(80)

/**
 * How the issues of a view are laid out. What is named here has its meaning; further members are kept as they are,
 * so that the interface can add to it, and one that comes to mean something is added here.
 */
export const layoutSchema = z
  .looseObject({
    kind: z.enum(['list', 'table', 'board', 'timeline', 'calendar']),
    columns: z
      .array(word)
      .max(100)
      .refine((columns) => new Set(columns).size === columns.length, 'A column is there once')
      .meta({description: 'Names of fields, in this order'}),
    groupBy: word.nullable().meta({description: 'Name of a field'}),
    swimlanes: word.nullable().meta({description: 'Name of a field: rows of a board'}),
  })
  .partial()
  .refine(isSmall, 'A layout has at most 8 KB')
  .refine(isWellFormed, 'A layout holds text that is no Unicode')
  .meta({id: 'ViewLayout', description: 'Members that are not described here are kept as they are'})
export type Layout = z.output<typeof layoutSchema>

function isSmall(layout: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(layout)) <= maxBytes
}

/** JSON.stringify escapes only halves of surrogate pairs this way, and jsonb refuses them. */
function isWellFormed(layout: unknown): boolean {
  return !/(?<!\\)(?:\\\\)*\\ud[89a-f]/i.test(JSON.stringify(layout))
}

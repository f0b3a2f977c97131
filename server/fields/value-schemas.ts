import {z} from 'zod'

/** The longest value of a text field. */
export const maxTextLength = 10_000

/** What a caller sets; what a value may be depends on the kind of its field. */
export const customInputSchema = z
  .record(
    z.string().max(60),
    z.union([z.string().max(maxTextLength), z.number(), z.boolean(), z.null()], {
      error: `A value is a text of at most ${maxTextLength} characters, a number, true, false or null`,
    }),
  )
  .meta({
    description:
      'Values of the fields of this workspace, by key: dates as 2026-01-31, people as their id; null takes a value away',
  })
export type CustomInput = z.output<typeof customInputSchema>

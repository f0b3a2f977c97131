import {z} from 'zod'
import {maxTextBytes} from './limits.ts'

/** What PostgreSQL can store. */
const textSchema = z.string().refine((text) => !text.includes('\0'))

/** What came of looking into a file. */
export const outcomeSchema = z.discriminatedUnion('state', [
  z.object({state: z.literal('done'), text: textSchema.min(1).max(maxTextBytes)}),
  z.object({state: z.literal('empty')}),
  z.object({state: z.enum(['failed', 'unsupported', 'tooLarge']), reason: textSchema.max(500)}),
])
export type Outcome = z.infer<typeof outcomeSchema>
export type TextState = Outcome['state']

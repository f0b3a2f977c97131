import {z} from 'zod'
import {pageQuery} from '../../core/http/cursor.ts'
import {lineSchema, textSchema} from '../text-schemas.ts'

/** Name of something in a list of a project; unique there, ignoring case. */
export const nameSchema = lineSchema(120)

export const descriptionSchema = textSchema(20_000)

/** Query of a list that leaves out what is over unless it is asked for. */
export const listQuery = pageQuery.extend({
  all: z
    .enum(['true', 'false'])
    .default('false')
    .meta({description: 'Also those that are archived or closed'}),
})
export type ListQuery = z.output<typeof listQuery>

import {z} from 'zod'
import {labelNameSchema} from '../../issues/schemas.ts'
import {textSchema} from '../text-schemas.ts'

/** Names that the interface draws in both of its themes. */
export const labelColors = [
  'gray',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const

const colorSchema = z
  .union(
    [
      z.enum(labelColors),
      z
        .string()
        .toLowerCase()
        .regex(/^#[0-9a-f]{6}$/),
    ],
    `A color is one of ${labelColors.join(', ')}, or as in #1f77b4`,
  )
  .nullable()

export const labelSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    color: z
      .string()
      .nullable()
      .meta({description: `One of ${labelColors.join(', ')}, or as in #1f77b4`}),
    description: z.string(),
    isGlobal: z.boolean().meta({description: 'A label of all projects'}),
  })
  .meta({id: 'Label'})
export type LabelView = z.infer<typeof labelSchema>

const fields = {name: labelNameSchema, color: colorSchema, description: textSchema(2000)}

export const createLabelSchema = z
  .object({...z.object(fields).partial().shape, name: labelNameSchema})
  .strict()
  .meta({id: 'CreateLabel'})
export type CreateLabel = z.output<typeof createLabelSchema>

export const changeLabelSchema = z.object(fields).partial().strict().meta({id: 'ChangeLabel'})
export type ChangeLabel = z.output<typeof changeLabelSchema>

import {z} from 'zod'
import {maxLength} from '../../query/parse.ts'
import {categories} from '../workflow/tables.ts'

const position = z.int().min(0)
const spanSchema = z
  .object({start: position, end: position})
  .meta({description: 'In UTF-16 units; the end does not belong to it'})

const completionItemSchema = z
  .object({
    text: z.string().meta({description: 'What is inserted, in quotes where it needs them'}),
    label: z.string().meta({description: 'What is shown'}),
    says: z.string().meta({description: 'What it finds or does, or what tells it from others; may be empty'}),
    kind: z.enum([
      'field',
      'key',
      'operator',
      'change',
      'state',
      'presence',
      'place',
      'sort',
      'choice',
      'date',
      'value',
      'person',
      'project',
      'type',
      'status',
      'issue',
    ]),
    category: z.enum(categories).optional().meta({description: 'Of a status'}),
  })
  .meta({id: 'CompletionItem'})
export type CompletionItem = z.infer<typeof completionItemSchema>

export const completionSchema = z
  .object({
    replace: spanSchema.meta({description: 'What an item takes the place of'}),
    kind: z.enum(['term', 'value', 'state', 'presence', 'place', 'sort', 'change']),
    field: z.string().nullable().meta({description: 'Of which a value or a change is written'}),
    prefix: z.string().meta({description: 'What was written of the thing so far, without quotes'}),
    items: z.array(completionItemSchema),
  })
  .meta({id: 'Completion'})
export type CompletionView = z.infer<typeof completionSchema>

const queryText = z.string().max(maxLength)

export const completeQuerySchema = z.object({
  q: queryText.default(''),
  at: z.coerce
    .number()
    .int()
    .min(0)
    .max(maxLength)
    .optional()
    .meta({description: 'Where the cursor stands, in UTF-16 units; at the end by default'}),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})
export type CompleteQuery = z.output<typeof completeQuerySchema>

const queryErrorSchema = z
  .object({
    start: position,
    end: position,
    code: z.enum([
      'unknownField',
      'unknownWord',
      'badValue',
      'badComparison',
      'missingValue',
      'unclosedQuote',
      'unclosedParenthesis',
      'unexpected',
      'tooDeep',
      'tooManyTerms',
      'tooLong',
    ]),
    message: z.string(),
    expected: z.array(z.string()).meta({description: 'What could have stood there, as it would be written'}),
    suggestion: z.string().nullable().meta({description: 'What the span had better be'}),
  })
  .meta({id: 'QueryError'})

const unknownNameSchema = z
  .object({
    start: position,
    end: position,
    field: z.string(),
    value: z.string(),
    nearest: z
      .object({text: z.string(), name: z.string()})
      .nullable()
      .meta({description: 'What exists and is called nearly so: as it is written in a query, and its name'}),
  })
  .meta({id: 'UnknownName'})
export type UnknownName = z.infer<typeof unknownNameSchema>

export const checkedQuerySchema = z
  .object({
    errors: z.array(queryErrorSchema).meta({description: 'Empty when the query can be read'}),
    canonical: z
      .string()
      .nullable()
      .meta({description: 'The same query in its usual form; null with errors'}),
    unknown: z
      .array(unknownNameSchema)
      .meta({description: 'Names that nothing is called by, as far as you may see'}),
  })
  .meta({id: 'CheckedQuery'})
export type CheckedQuery = z.infer<typeof checkedQuerySchema>

/** Longer ones are an error of the query, not of the request: a text can be marked where it goes on too long. */
export const checkQuerySchema = z.object({q: z.string().max(4 * maxLength)})

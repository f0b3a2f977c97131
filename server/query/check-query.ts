import {parse} from '../../query/parse.ts'
import {print} from '../../query/print.ts'
import type {Context} from '../core/context.ts'
import type {CheckedQuery} from './schemas.ts'
import {seenFields} from './seen-fields.ts'
import {findUnknown} from './find-unknown.ts'

/** Says where a query cannot be read, or which of its names lead nowhere. */
export async function checkQuery(ctx: Context, q: string): Promise<CheckedQuery> {
  const customFields = await seenFields(ctx)
  const {query, errors} = parse(q, {customFields})
  if (query === null)
    return {
      errors: errors.map((error) => ({...error, expected: [...error.expected]})),
      canonical: null,
      unknown: [],
    }
  return {
    errors: [],
    canonical: print(query, {customFields}),
    unknown: await findUnknown(ctx, query.where, customFields),
  }
}

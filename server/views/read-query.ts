import {parse} from '../../query/parse.ts'
import type {Context} from '../core/context.ts'
import type {Db} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {isFieldSeen} from '../fields/field-cache.ts'
import {findRefs} from './names/find-refs.ts'
import type {Ref} from './names/ref.ts'

/**
 * What the names in a query mean to who saves it.
 *
 * @throws AppError `invalid` for a query that cannot be read, with all that is wrong in it
 */
export async function readViewQuery(
  db: Db,
  {actor, services}: Context,
  text: string,
): Promise<readonly Ref[]> {
  const customFields = (await services.fields.load(db)).filter((field) => isFieldSeen(actor, field))
  const {query, errors} = parse(text, {customFields})
  if (query === null) throw new AppError('invalid', errors[0].message, {pointer: '/query', extra: {errors}})
  return findRefs(db, actor, text, query, customFields)
}

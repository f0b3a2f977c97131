import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {invalid} from '../core/errors.ts'
import {remember} from '../issues/remember.ts'
import {knownPerson} from '../issues/resolve-fields.ts'
import {checkValue, pointerTo} from './check-value.ts'
import type {FieldRecord} from './queries.ts'
import type {CustomValues} from './tables.ts'
import type {CustomInput} from './value-schemas.ts'

/** Where an issue stands, which decides about the fields it can have. */
interface Place {
  readonly projectId: number
  readonly typeId: number
}

/**
 * The custom values of a new issue.
 *
 * @throws AppError `invalid` that points at the value, or at one that is missing
 */
export async function planNewCustom(
  tx: Tx,
  {services}: Context,
  {projectId, typeId}: Place,
  given: CustomInput | undefined,
): Promise<CustomValues> {
  const custom = await planCustom(tx, projectId, {}, given ?? {})
  const fields = await services.fields.load(tx)
  const missing = fields.find(
    (field) =>
      field.isRequired &&
      !field.isArchived &&
      isIn(field.projectIds, projectId) &&
      isIn(field.typeIds, typeId) &&
      custom[field.key] === undefined,
  )
  if (missing !== undefined) throw invalid(pointerTo(missing.key), `${missing.name} is needed`)
  return custom
}

/**
 * The custom values of an issue after a change, which keeps what it does not name. What an issue has already
 * may be sent back whatever has become of its field; null takes it away.
 *
 * @throws AppError `invalid` that points at the value
 */
export async function planCustom(
  tx: Tx,
  projectId: number,
  before: CustomValues,
  given: CustomInput,
): Promise<CustomValues> {
  const different = Object.entries(given).filter(([key, value]) => value !== (before[key] ?? null))
  if (different.length === 0) return before
  const fields = await lockFields(
    tx,
    different.map(([key]) => key),
  )
  const after: Record<string, string | number | boolean> = {...before}
  for (const [key, value] of different) {
    if (value === null) delete after[key]
    else after[key] = await planValue(tx, projectId, fields.get(key), key, value)
  }
  return after
}

async function planValue(
  tx: Tx,
  projectId: number,
  field: FieldRecord | undefined,
  key: string,
  value: string | number | boolean,
): Promise<string | number | boolean> {
  const pointer = pointerTo(key)
  if (field === undefined || !isIn(field.project_ids, projectId))
    throw invalid(pointer, `This project has no field "${key}"`)
  if (field.archived_at !== null) throw invalid(pointer, `The field "${field.name}" is archived`)
  const checked = checkValue(field, value, pointer)
  if (field.kind === 'person') await knownPerson(tx, pointer, Number(checked))
  return checked
}

/** Nobody deletes them or renames their choices before the commit. */
async function lockFields(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, FieldRecord>> {
  const sorted = keys.toSorted()
  const rows = await remember(tx, `fields ${JSON.stringify(sorted)}`, () =>
    tx
      .selectFrom('custom_field')
      .selectAll()
      .where('key', 'in', sorted)
      .orderBy('id')
      .forKeyShare()
      .execute(),
  )
  return new Map(rows.map((row) => [row.key, row]))
}

function isIn(ids: readonly number[] | null, id: number): boolean {
  return ids === null || ids.includes(id)
}

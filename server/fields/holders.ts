import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Tx} from '../core/database/database.ts'

/** The issue has some value in the field. */
export function hasValue(key: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`custom ? ${key}`
}

/** The issue has one of these values in the field: found by the index. */
export function hasOneOf(key: string, values: Iterable<string>): RawBuilder<SqlBool> {
  const conditions = [...values].map((value) => sql`custom @> ${JSON.stringify({[key]: value})}::jsonb`)
  return sql<SqlBool>`(${sql.join(conditions, sql` or `)})`
}

/** Ids of the first issues, in the bin or not, that a condition on their column `custom` is true for. */
export async function findHolders(tx: Tx, condition: RawBuilder<SqlBool>, limit: number): Promise<number[]> {
  const {rows} = await sql<{id: number}>`
    select id from (
      select id from issue where custom <> '{}' and deleted_at is null and ${condition}
      union all
      select id from issue where deleted_at is not null and ${condition}
    ) holder
    order by id limit ${limit}`.execute(tx)
  return rows.map(({id}) => id)
}

const mostCounted = 1000

/** How many issues those are, in words, or undefined when there is none: "3 issues have", "1 issue has". */
export async function sayHolders(tx: Tx, condition: RawBuilder<SqlBool>): Promise<string | undefined> {
  const {length} = await findHolders(tx, condition, mostCounted + 1)
  if (length === 0) return undefined
  if (length === 1) return '1 issue has'
  return length > mostCounted ? `more than ${mostCounted} issues have` : `${length} issues have`
}

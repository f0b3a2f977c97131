import {sql, type RawBuilder} from 'kysely'
import type {Sql} from '../sql-logic.ts'

/** Whether a text holds another, ignoring case and accents. */
export function contains(text: RawBuilder<unknown>, part: string): Sql {
  return sql`unaccent(${text}) ilike unaccent(${likePattern(part)})`
}

function likePattern(part: string): string {
  return `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
}

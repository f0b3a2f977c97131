import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import type {Asking} from '../asking.ts'
import {fold} from '../../../search/analysis/fold.ts'
import {allOf, always, anyOf, unionOf, type Sql} from '../sql-logic.ts'
import {contains} from './contains.ts'
import {hasAny, partsOf, wordsOf, type FieldSql} from './field-sql.ts'
import {isAnyOf} from './is-any-of.ts'
import {isOneOf} from './is-one-of.ts'
import {turnIds} from './turns.ts'

export type Catalogue = 'component' | 'version' | 'milestone' | 'cycle'

/** A column with the id of a milestone or a cycle. */
export function nameColumn(table: 'milestone' | 'cycle', column: RawBuilder<unknown>): FieldSql {
  return (asking, matches) =>
    hasAny(matches)
      ? sql<SqlBool>`${column} is not null`
      : allOf([
          sql<SqlBool>`${column} is not null`,
          isOneOf(asking, column, catalogueIds(asking, table, matches)),
        ])
}

/** A column with the ids of components or versions. */
export function nameListColumn(table: 'component' | 'version', column: RawBuilder<unknown>): FieldSql {
  return (asking, matches) =>
    hasAny(matches)
      ? sql<SqlBool>`${column} <> '{}'`
      : sql<SqlBool>`(${column} <> '{}' and ${column} && array(${catalogueIds(asking, table, matches)}))`
}

/** Ids of what has these names in the projects that are seen, as a sub-select. */
export function catalogueIds(
  asking: Asking,
  table: Catalogue,
  matches: readonly Match[],
): RawBuilder<unknown> {
  const named = sql`select id from ${sql.table(table)}
    where project_id = any(${[...asking.projectIds]}) and ${isNamed(sql.ref(`${table}.name`), matches)}`
  const turns = matches.flatMap(({value}) =>
    (value.kind === 'current' || value.kind === 'next' || value.kind === 'previous') &&
    (table === 'milestone' || table === 'cycle')
      ? [turnIds(asking, table, value.kind)]
      : [],
  )
  return unionOf([named, ...turns])
}

export function isNamed(name: RawBuilder<unknown>, matches: readonly Match[]): Sql {
  const alternatives = partsOf(matches).map((part) => contains(name, part))
  const words = wordsOf(matches).map((word) => word.toLowerCase())
  if (words.length > 0) alternatives.push(sql<SqlBool>`lower(${name}) = any(${words})`)
  return anyOf(alternatives)
}

export const label: FieldSql = ({commonLabels}, matches) => {
  if (hasAny(matches)) return sql<SqlBool>`issue.labels <> '{}'`
  const isLabelled = sql<SqlBool>`issue.labels && array(select label.name from label where ${isNamed(sql`label.name`, matches)})`
  // In this form the index of labels does not serve it, and PostgreSQL expects many: the order of the list serves then.
  const isCommon = wordsOf(matches).some((name) => commonLabels.has(name.toLowerCase()))
  return isCommon ? sql<SqlBool>`coalesce(${isLabelled}, false)` : isLabelled
}

/** By key or name. */
export const type: FieldSql = (asking, matches) =>
  hasAny(matches) ? always : isAnyOf(sql`issue.type_id`, typeIds(asking, matches))

export function typeIds({names: {types}}: Asking, matches: readonly Match[]): number[] {
  const named = idsNamed(types, matches)
  return named.length === 0 && saysIssue(matches) ? [...types.keys()] : named
}

/** GitHub's word for all that is no pull request. */
function saysIssue(matches: readonly Match[]): boolean {
  return wordsOf(matches).some((word) => word.toLowerCase() === 'issue')
}

/** By key, name or category. */
export const status: FieldSql = (asking, matches) =>
  hasAny(matches) ? always : isAnyOf(sql`issue.status_id`, statusIds(asking, matches))

export function statusIds({names: {statusNames}}: Asking, matches: readonly Match[]): number[] {
  return idsNamed(statusNames, matches)
}

type Named = Readonly<Record<'key' | 'name', string> & {category?: string}>

function idsNamed(things: ReadonlyMap<number, Named>, matches: readonly Match[]): number[] {
  const words = new Set(wordsOf(matches).map((word) => word.toLowerCase()))
  const parts = partsOf(matches).map(fold)
  return [...things].flatMap(([id, {key, name, category = key}]) => {
    const isMeant = [key, name, category].some((called) => words.has(called.toLowerCase()))
    return isMeant || parts.some((part) => fold(key).includes(part) || fold(name).includes(part)) ? [id] : []
  })
}

import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import {isOpen, kinds, type Category} from '../../../workflow/tables.ts'
import {anyOf, type Sql} from '../sql-logic.ts'
import {hasAny, type FieldSql} from './field-sql.ts'
import {isOneOf} from './is-one-of.ts'

/** The choices that a match takes, as they are stored. Compared where they are ordered, found by a part with `~`. */
export function chosen<Choice extends string>(
  choices: readonly Choice[],
  {comparison, value, to}: Match,
): Choice[] {
  const first = placeOf(choices, value)
  if (comparison === '~') {
    const part = value.kind === 'word' ? plain(value.text) : ''
    return choices.filter((choice) => plain(choice).includes(part))
  }
  if (to !== null) {
    const least = value.kind === 'any' ? 0 : first
    const most = to.kind === 'any' ? choices.length - 1 : placeOf(choices, to)
    return least === -1 ? [] : choices.slice(least, most + 1)
  }
  if (value.kind === 'any') return [...choices]
  return first === -1 ? [] : choices.filter((_choice, place) => compares(place, comparison, first))
}

function compares(place: number, comparison: Match['comparison'], limit: number): boolean {
  if (comparison === '>') return place > limit
  if (comparison === '>=') return place >= limit
  if (comparison === '<') return place < limit
  if (comparison === '<=') return place <= limit
  return place === limit
}

function placeOf(choices: readonly string[], value: Match['value']): number {
  if (value.kind !== 'word') return -1
  const word = plain(value.text)
  return choices.findIndex((choice) => plain(choice) === word)
}

/** `wontFix`, `wont-fix`, `Won't fix`: the same word. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

export function allChosen<Choice extends string>(
  choices: readonly Choice[],
  matches: readonly Match[],
): Choice[] {
  const all = new Set(matches.flatMap((match) => chosen(choices, match)))
  return choices.filter((choice) => all.has(choice))
}

/** A column with a choice as text, or null. */
export function choiceColumn(column: RawBuilder<unknown>, choices: readonly string[]): FieldSql {
  return (_asking, matches) => equalsAny(column, allChosen(choices, matches))
}

/** A column with the place of a choice in its list, or null. */
export function placeColumn(column: RawBuilder<unknown>, choices: readonly string[]): FieldSql {
  return (_asking, matches) =>
    hasAny(matches)
      ? sql<SqlBool>`${column} is not null`
      : equalsAny(
          column,
          allChosen(choices, matches).map((choice) => choices.indexOf(choice)),
        )
}

function equalsAny(column: RawBuilder<unknown>, values: readonly (string | number)[]): Sql {
  return values.length === 1
    ? sql<SqlBool>`${column} = ${values[0]}`
    : sql<SqlBool>`${column} = any(${[...values]})`
}

export const kind: FieldSql = (asking, matches) =>
  isOneOf(
    asking,
    sql`issue.type_id`,
    sql`select id from issue_type where kind = any(${allChosen(kinds, matches)})`,
  )

export const state: FieldSql = (_asking, matches) =>
  anyOf(allChosen(['open', 'closed'], matches).map((word) => isState(word === 'open')))

export function isState(open: boolean): Sql {
  return open ? sql<SqlBool>`issue.is_open` : sql<SqlBool>`not issue.is_open`
}

/** A category lies in the index of its state. */
export function isOfCategory(categories: readonly Category[]): Sql {
  return anyOf(
    [true, false].flatMap((open) => {
      const here = categories.filter((category) => isOpen(category) === open)
      return here.length === 0
        ? []
        : [sql<SqlBool>`(${isState(open)} and ${equalsAny(sql`issue.category`, here)})`]
    }),
  )
}

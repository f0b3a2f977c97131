import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../../query/ast.ts'
import type {Db} from '../../../core/database/database.ts'
import type {Asking} from '../asking.ts'
import {anyOf, unionOf, type Sql} from '../sql-logic.ts'
import {contains} from './contains.ts'
import {isAnyOf} from './is-any-of.ts'
import {isOneOf} from './is-one-of.ts'
import {hasAny, partsOf, wordsOf, type FieldSql} from './field-sql.ts'

/** A column that holds a person, or nobody. */
export function personColumn(column: RawBuilder<unknown>): FieldSql {
  return (asking, matches) => {
    const alternatives: Sql[] = []
    const {personId} = asking.actor
    if (hasAny(matches)) alternatives.push(sql<SqlBool>`${column} is not null`)
    // As an equality, so that an index serves the order too.
    if (saysMe(matches) && personId !== null) alternatives.push(sql<SqlBool>`${column} = ${personId}`)
    const named = matches.filter(({value}) => value.kind === 'word')
    const ids = idsOf(asking, named)
    if (ids !== null && ids.length > 0) alternatives.push(isAnyOf(column, ids))
    else if (named.length > 0)
      alternatives.push(
        isOneOf(
          {...asking, isJoined: asking.isJoined && alternatives.length === 0},
          column,
          peopleNamed(asking, named),
        ),
      )
    return anyOf(alternatives)
  }
}

/** null where they have to be looked up in the statement. */
function idsOf({peopleByName}: Asking, named: readonly Match[]): number[] | null {
  const ids = new Set<number>()
  for (const {comparison, value} of named) {
    const known =
      comparison === '=' && value.kind === 'word' ? peopleByName.get(calledOf(value.text)) : undefined
    if (known === undefined) return null
    for (const id of known) ids.add(id)
  }
  return [...ids]
}

function calledOf(word: string): string {
  return word.replace(/^@/, '').toLowerCase()
}

/**
 * Who is meant by the names in a query. With ids in the statement, the index that gives a person's issues gives them
 * in order. Names that lead to nobody are missing: they are looked up each time.
 */
export async function loadPeopleByName(
  db: Db,
  {isOfTheHouse}: Asking,
  matches: readonly Match[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const words = [...new Set(wordsOf(matches).map(calledOf))]
  if (words.length === 0) return new Map()
  const others = isOfTheHouse ? sql`or person.login = called::citext or person.email = called::citext` : sql``
  const {rows} = await sql<{called: string; ids: number[]}>`
    select called, array_agg(person.id order by person.id) ids
    from unnest(${words}::text[]) called join person on lower(person.name) = called ${others}
    group by called`.execute(db)
  return new Map(rows.map(({called, ids}) => [called, ids]))
}

/** Ids of the people that are meant, as a sub-select. */
export function peopleMeant(asking: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  const named = peopleNamed(asking, matches)
  return saysMe(matches) ? unionOf([sql`select ${asking.actor.personId}::integer`, named]) : named
}

/**
 * People by name; by login and mail address for the house alone: whether such a query finds something would tell
 * others what they cannot read.
 */
export function peopleNamed({isOfTheHouse}: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  const words = wordsOf(matches).map((word) => word.replace(/^@/, ''))
  const names = words.map((word) => word.toLowerCase())
  const name = isOfTheHouse ? sql`person.name || ' ' || coalesce(person.login::text, '')` : sql`person.name`
  const conditions = partsOf(matches).map((part) => contains(name, part))
  if (words.length > 0) conditions.push(sql<SqlBool>`lower(person.name) = any(${names})`)
  if (words.length > 0 && isOfTheHouse)
    conditions.push(
      sql<SqlBool>`person.login = any(${words}::citext[])`,
      sql<SqlBool>`person.email = any(${words}::citext[])`,
    )
  return sql`select person.id from person where ${anyOf(conditions)}`
}

function saysMe(matches: readonly Match[]): boolean {
  return matches.some(({value}) => value.kind === 'me')
}

/** Issues that these people commented on, as far as the actor reads the comments. */
export const commenter: FieldSql = (asking, matches) => {
  const author = hasAny(matches)
    ? sql`true`
    : sql`comment.author_id = any(array(${peopleMeant(asking, matches)}))`
  const commented = (more: Sql) =>
    sql<SqlBool>`issue.id in (select comment.issue_id from comment where ${author} and comment.deleted_at is null and ${more})`
  const {notesIn} = asking
  if (notesIn === 'everywhere') return commented(sql<SqlBool>`true`)
  const inPublic = commented(sql<SqlBool>`not comment.is_internal`)
  if (notesIn.length === 0) return inPublic
  return anyOf([
    inPublic,
    sql<SqlBool>`(issue.project_id = any(${[...notesIn]}) and ${commented(sql<SqlBool>`comment.is_internal`)})`,
  ])
}

export const involves: FieldSql = (asking, matches) =>
  anyOf([
    personColumn(sql`issue.reporter_id`)({...asking, isJoined: false}, matches),
    personColumn(sql`issue.assignee_id`)({...asking, isJoined: false}, matches),
    commenter(asking, matches),
  ])

/** Watchers and voters: who is not of the house is told of themselves only. */
export function personOfTable(table: 'watcher' | 'vote'): FieldSql {
  return (asking, matches) => {
    const {actor, isOfTheHouse} = asking
    const people = hasAny(matches)
      ? sql`select person_id from ${sql.table(table)}`
      : peopleMeant(asking, matches)
    const meant = isOfTheHouse
      ? people
      : sql`select id from (${people}) meant (id) where id = ${actor.personId}::integer`
    return sql<SqlBool>`issue.id in (select issue_id from ${sql.table(table)} where person_id = any(array(${meant})))`
  }
}

/** Whoever is not of the house knows their own company only. */
export const company: FieldSql = ({actor, isOfTheHouse}, matches) => {
  const known = isOfTheHouse ? sql`true` : sql`company.id = ${actor.companyId}::integer`
  const conditions = partsOf(matches).map((part) => contains(sql`company.name`, part))
  if (hasAny(matches)) conditions.push(sql<SqlBool>`true`)
  const names = wordsOf(matches).map((name) => name.toLowerCase())
  if (names.length > 0) conditions.push(sql<SqlBool>`lower(company.name) = any(${names})`)
  return sql<SqlBool>`issue.reporter_id = any(array(
    select person.id from person join company on company.id = person.company_id where ${known} and ${anyOf(conditions)}))`
}

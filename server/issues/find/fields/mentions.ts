import {sql, type SqlBool} from 'kysely'
import {matchesText} from '../../../search/match-text.ts'
import type {TextQuery} from '../../../search/text-query.ts'
import type {Match} from '../../../../query/ast.ts'
import type {Db} from '../../../core/database/database.ts'
import type {Asking} from '../asking.ts'
import {allOf, anyOf, type Sql} from '../sql-logic.ts'
import type {FieldSql} from './field-sql.ts'
import {peopleMeant} from './people.ts'

/** The search finds texts with the login; that it stands behind an @ is looked at in these. */
export const mentions: FieldSql = (asking, matches) =>
  anyOf(
    matches.flatMap((match) => (asking.logins.get(nameOf(match)) ?? []).map((login) => names(asking, login))),
  )

function names(asking: Asking, login: string): Sql {
  const words: TextQuery = {kind: 'words', text: login, isPhrase: true, isUnfinished: false, places: null}
  const pattern = String.raw`(^|[^[:alnum:]_@.])@${login.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`)}($|[^[:alnum:]_-])`
  return allOf([
    matchesText(asking.actor, words, asking.languages),
    anyOf([
      sql<SqlBool>`concat_ws(' ', issue.title, issue.body, issue.steps, issue.expected, issue.actual) ~* ${pattern}`,
      sql<SqlBool>`exists (select from comment where comment.issue_id = issue.id and comment.deleted_at is null
        and ${readsComment(asking)} and comment.body ~* ${pattern})`,
    ]),
  ])
}

function readsComment({notesIn}: Asking): Sql {
  return notesIn === 'everywhere'
    ? sql<SqlBool>`true`
    : sql<SqlBool>`(not comment.is_internal or issue.project_id = any(${[...notesIn]}))`
}

/**
 * The logins of those who a query looks for by their mention. Who is not of the house finds themselves and what
 * they write as a login: names lead to logins for the house alone.
 */
export async function loadLogins(
  db: Db,
  asking: Asking,
  matches: readonly Match[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const logins = new Map<string, readonly string[]>()
  for (const match of matches) {
    const name = nameOf(match)
    const isHidden = !asking.isOfTheHouse && match.value.kind !== 'me'
    logins.set(name, isHidden ? [name.replace(/^@/, '')] : await findLogins(db, asking, match))
  }
  return logins
}

async function findLogins(db: Db, asking: Asking, match: Match): Promise<string[]> {
  const {rows} = await sql<{login: string}>`
    select login::text from person where login is not null and id = any(array(${peopleMeant(asking, [match])})) limit 20`.execute(
    db,
  )
  return rows.map(({login}) => login)
}

function nameOf({comparison, value}: Match): string {
  return value.kind === 'word' ? `${comparison === '~' ? '~' : ''}${value.text}` : '@me'
}

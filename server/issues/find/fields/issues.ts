import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {RelationKind} from '../../tables.ts'
import type {Asking} from '../asking.ts'
import {always, type Sql} from '../sql-logic.ts'
import {idsOfKeys, isSeen, leadsToSeen} from '../visible-ids.ts'
import {isOneOf} from './is-one-of.ts'
import {hasAny, type FieldSql} from './field-sql.ts'

export const key: FieldSql = (asking, matches) =>
  hasAny(matches) ? always : isOneOf(asking, sql`issue.id`, idsOfKeys(asking, matches))

export const parent: FieldSql = (asking, matches) =>
  hasAny(matches) ? hasParent(asking) : isOneOf(asking, sql`issue.parent_id`, idsOfKeys(asking, matches))

export const parentOf: FieldSql = (asking, matches) =>
  hasAny(matches)
    ? hasChild(asking)
    : sql<SqlBool>`issue.id = any(array(select parent_id from issue where id = any(array(${idsOfKeys(asking, matches)}))))`

/** A parent that the actor does not see is none. */
export function hasParent(asking: Asking): Sql {
  return sql<SqlBool>`(issue.parent_id is not null and ${leadsToSeen(asking, sql`select issue.parent_id`)})`
}

export function hasChild(asking: Asking): Sql {
  return sql<SqlBool>`issue.id in (select issue.parent_id from issue where issue.parent_id is not null and ${isSeen(asking)})`
}

/** Which end of a stored relation the issue is at. */
export interface End {
  readonly kind: RelationKind
  readonly side: 'from' | 'to'
}

export const ends = {
  blocks: [{kind: 'blocks', side: 'from'}],
  'blocked-by': [{kind: 'blocks', side: 'to'}],
  'duplicate-of': [{kind: 'duplicates', side: 'from'}],
  'duplicated-by': [{kind: 'duplicates', side: 'to'}],
  related: [
    {kind: 'relatesTo', side: 'from'},
    {kind: 'relatesTo', side: 'to'},
  ],
  'caused-by': [{kind: 'causedBy', side: 'from'}],
  causes: [{kind: 'causedBy', side: 'to'}],
} as const satisfies Record<string, readonly End[]>

export const allEnds: readonly End[] = Object.values(ends).flat()

/** Issues that stand in a relation with the given ones, or with any that is seen. */
export function related(at: readonly End[]): FieldSql {
  return (asking, matches) =>
    hasAny(matches)
      ? isRelated(asking, at)
      : sql<SqlBool>`issue.id = any(array(${selectEnds(at, sql`= any(array(${idsOfKeys(asking, matches)}))`)}))`
}

/** In such a relation with an issue that the actor sees, and of which more is true. */
export function isRelated(asking: Asking, at: readonly End[], more: Sql = always): Sql {
  const others = at.map(
    ({kind, side}) => sql`select ${here(side)} from relation join issue on issue.id = ${there(side)}
      where relation.kind = ${kind} and ${isSeen(asking)} and ${more}`,
  )
  return sql<SqlBool>`issue.id in (${sql.join(others, sql` union all `)})`
}

function selectEnds(at: readonly End[], condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql.join(
    at.map(
      ({kind, side}) =>
        sql`select ${here(side)} from relation where relation.kind = ${kind} and ${there(side)} ${condition}`,
    ),
    sql` union all `,
  )
}

function here(side: End['side']): RawBuilder<unknown> {
  return side === 'from' ? sql`relation.from_issue_id` : sql`relation.to_issue_id`
}

function there(side: End['side']): RawBuilder<unknown> {
  return here(side === 'from' ? 'to' : 'from')
}

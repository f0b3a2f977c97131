import {sql, type RawBuilder} from 'kysely'
import type {Sort} from '../../../query/ast.ts'
import type {SortField} from '../../../query/sort-fields.ts'
import {categories} from '../../workflow/tables.ts'
import type {IssueRow} from '../schemas.ts'
import {priorities} from '../tables.ts'

/** One thing a list is sorted by. Never null, so that a page can begin after any value. */
export interface SortKey {
  readonly value: RawBuilder<unknown>
  readonly type: RawBuilder<unknown>
  readonly descending: boolean
  /** The value as the row of the list has it, as text; without it, the statement has to give it. */
  readonly ofRow?: (row: IssueRow) => string
}

const byUpdate: Sort = {field: 'updated', descending: true, span: {start: 0, end: 0}}

/** @param relevance what the words of the query are sorted by, where it has some */
export function sortKeysOf(
  sorts: readonly Sort[],
  {relevance, isOfOneProject}: {readonly relevance: readonly SortKey[]; readonly isOfOneProject: boolean},
): SortKey[] {
  const asked = sorts.length === 0 ? [byUpdate] : sorts
  return asked.flatMap(({field, descending}) => {
    if (field === 'relevance') return [...relevance, ...keysOf.updated(true)]
    // Within a project keys are sorted as the index of numbers is.
    if (field === 'key' && isOfOneProject) return byNumber(descending)
    return keysOf[field](descending)
  })
}

type KeysOf = (descending: boolean) => SortKey[]

const keysOf: Readonly<Record<Exclude<SortField, 'relevance'>, KeysOf>> = {
  updated: plain(sql`issue.updated_at`, sql`timestamptz`, ({updatedAt}) => updatedAt),
  created: plain(sql`issue.created_at`, sql`timestamptz`, ({createdAt}) => createdAt),
  resolved: moment(sql`issue.resolved_at`),
  closed: moment(sql`issue.closed_at`),
  due: day(sql`issue.due_on`, ({dueOn}) => dueOn),
  start: day(sql`issue.start_on`),
  priority: plain(sql`issue.priority`, sql`smallint`, ({priority}) => String(priorities.indexOf(priority))),
  severity: number(sql`issue.severity`),
  votes: plain(sql`issue.vote_count`, sql`integer`, ({voteCount}) => String(voteCount)),
  comments: plain(sql`issue.comment_count`, sql`integer`, ({commentCount}) => String(commentCount)),
  attachments: plain(sql`issue.attachment_count`, sql`integer`, ({attachmentCount}) =>
    String(attachmentCount),
  ),
  estimate: number(sql`issue.estimate_minutes`),
  key: (descending) => [
    {
      value: sql`(select project.key from project where project.id = issue.project_id)`,
      type: sql`text`,
      descending,
    },
    ...byNumber(descending),
  ],
  title: plain(sql`issue.title collate human`, sql`text collate human`, ({title}) => title),
  status: plain(
    sql`(select array_position(${[...categories]}::text[], status.category) * 1000 + status.position from status where status.id = issue.status_id)`,
    sql`integer`,
  ),
  type: plain(
    sql`(select issue_type.position from issue_type where issue_type.id = issue.type_id)`,
    sql`integer`,
  ),
  assignee: nameOf(sql`issue.assignee_id`),
  reporter: nameOf(sql`issue.reporter_id`),
  rank: lastWithout(sql`issue.rank`, sql`coalesce(issue.rank, '')`, sql`text collate "C"`),
}

function plain(value: RawBuilder<unknown>, type: RawBuilder<unknown>, ofRow?: SortKey['ofRow']): KeysOf {
  return (descending) => [{value, type, descending, ...(ofRow === undefined ? {} : {ofRow})}]
}

function byNumber(descending: boolean): SortKey[] {
  return [{value: sql`issue.number`, type: sql`integer`, descending}]
}

/** What has none comes last, whichever way. */
function moment(column: RawBuilder<unknown>): KeysOf {
  return (descending) => [
    {
      value: sql`coalesce(${column}, ${extreme(descending)}::timestamptz)`,
      type: sql`timestamptz`,
      descending,
    },
  ]
}

function day(column: RawBuilder<unknown>, ofRow?: (row: IssueRow) => string | null): KeysOf {
  return (descending) => {
    const last = descending ? '-infinity' : 'infinity'
    const read = ofRow === undefined ? {} : {ofRow: (row: IssueRow) => ofRow(row) ?? last}
    return [
      {value: sql`coalesce(${column}, ${extreme(descending)}::date)`, type: sql`date`, descending, ...read},
    ]
  }
}

function extreme(descending: boolean): RawBuilder<unknown> {
  return descending ? sql`'-infinity'` : sql`'infinity'`
}

function number(column: RawBuilder<unknown>): KeysOf {
  return (descending) => [
    {
      value: sql`coalesce(${column}, ${sql.lit(descending ? -1 : 2_147_483_647)})`,
      type: sql`integer`,
      descending,
    },
  ]
}

function nameOf(column: RawBuilder<unknown>): KeysOf {
  const name = sql`coalesce((select person.name from person where person.id = ${column}), '') collate human`
  return lastWithout(column, name, sql`text collate human`)
}

function lastWithout(
  column: RawBuilder<unknown>,
  value: RawBuilder<unknown>,
  type: RawBuilder<unknown>,
): KeysOf {
  return (descending) => [
    {value: sql`(${column} is null)`, type: sql`boolean`, descending: false},
    {value, type, descending},
  ]
}

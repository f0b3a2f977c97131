import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Match} from '../../../query/ast.ts'
import {readIssueKey} from '../../../query/issue-keys.ts'
import {seesIssue} from '../visible-issues.ts'
import type {Asking} from './asking.ts'
import {unionOf, type Sql} from './sql-logic.ts'

/** A row named `issue` is outside of the bin and seen by who asks. */
export function isSeen({actor}: Asking): Sql {
  return sql<SqlBool>`issue.deleted_at is null and ${seesIssue(actor)}`
}

/** Ids of the issues that keys name, also by former ones, as a sub-select; hidden ones are as if they were not. */
export function idsOfKeys(asking: Asking, matches: readonly Match[]): RawBuilder<unknown> {
  return unionOf([noId, ...matches.map((match) => idsOfMatch(asking, match))])
}

const noId = sql`select null::integer id where false`

/** The same of one key. */
export function idsOfKey(asking: Asking, key: string): RawBuilder<unknown> {
  const span = {start: 0, end: key.length}
  return idsOfMatch(asking, {
    comparison: '=',
    value: {kind: 'word', text: key, isQuoted: false},
    to: null,
    span,
  })
}

function idsOfMatch(asking: Asking, {value, to}: Match): RawBuilder<unknown> {
  const first = value.kind === 'word' ? readIssueKey(value.text) : null
  const last = to?.kind === 'word' ? readIssueKey(to.text) : first
  const project = first?.project ?? last?.project ?? null
  const [least, most] = [first?.number ?? 1, to === null ? (first?.number ?? 0) : (last?.number ?? maxNumber)]
  const inProject = (column: RawBuilder<unknown>) =>
    project === null ? sql`true` : sql`${column} = any(array(${idsOfProjectKey(project)}))`
  return sql`
    select issue.id from issue where ${inProject(sql`issue.project_id`)}
      and issue.number between ${least} and ${most} and ${isSeen(asking)}
    union all
    select issue.id from former_issue_number former join issue on issue.id = former.issue_id
    where ${inProject(sql`former.project_id`)} and former.number between ${least} and ${most} and ${isSeen(asking)}`
}

const maxNumber = 2_147_483_647

/** Whether the actor sees the project does not matter where they see the issue. */
function idsOfProjectKey(key: string): RawBuilder<unknown> {
  return sql`select id from project where key = ${key} union all select project_id from former_project_key where key = ${key}`
}

/** Whether one of the ids that a sub-select on the row around gives is of an issue that is seen, and more. */
export function leadsToSeen(asking: Asking, ids: RawBuilder<unknown>, more: Sql = sql<SqlBool>`true`): Sql {
  return sql<SqlBool>`exists (select from (${ids}) wanted (id) join issue on issue.id = wanted.id
    where ${isSeen(asking)} and ${more})`
}

import {openPool} from '../../server/core/database/pool.ts'
import type {BenchServer} from '../bench-server.ts'
import {originalTitle} from '../seed.ts'

/** An issue of the base that the benchmark's member may see, with what can be asked about it. */
export interface KnownIssue {
  readonly key: string
  /** Without the number that copies carry. */
  readonly title: string
  readonly body: string
  /** A real text that stands in the base again, so that there are enough. */
  readonly isCopy: boolean
  readonly project: string
  readonly type: string
  readonly isOpen: boolean
  /** As numbers, the higher the more urgent. */
  readonly priority: number
  readonly severity: number | null
  /** Logins */
  readonly assignee: string | null
  readonly reporter: string
  readonly labels: readonly string[]
  /** YYYY-MM-DD */
  readonly createdOn: string
  readonly updatedOn: string
}

/** So many at random, the same ones for the same base. */
export async function readKnownIssues(
  {connectionString}: BenchServer,
  count: number,
): Promise<readonly KnownIssue[]> {
  const pool = openPool({connectionString, max: 1, onError: () => undefined})
  try {
    const {rows} = await pool.query<KnownIssue>(
      `select project.key || '-' || issue.number as key, title, body, project.key project, issue_type.key as type,
         is_open "isOpen", priority, severity, assignee.login assignee, reporter.login reporter, labels,
         to_char(issue.created_at, 'YYYY-MM-DD') "createdOn", to_char(issue.updated_at, 'YYYY-MM-DD') "updatedOn"
       from issue join project on project.id = issue.project_id join issue_type on issue_type.id = issue.type_id
         join person reporter on reporter.id = issue.reporter_id left join person assignee on assignee.id = issue.assignee_id
       where issue.visibility <> 'private' and project.id < (select max(id) from project)
       order by md5(issue.id::text) limit $1`,
      [count],
    )
    return rows.map((row) => ({
      ...row,
      title: originalTitle(row.title),
      isCopy: originalTitle(row.title) !== row.title,
    }))
  } finally {
    await pool.end()
  }
}

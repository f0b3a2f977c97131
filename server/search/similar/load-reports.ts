import {createHash} from 'node:crypto'
import {sql} from 'kysely'
import type {Db} from '../../core/database/database.ts'

/** The texts of an issue that it is compared by. */
export interface Report {
  readonly issueId: number
  readonly projectId: number
  /** BCP 47 */
  readonly language: string
  readonly title: string
  readonly body: string
  /** Of all of the above. */
  readonly fingerprint: Buffer
  /** Its postings were never written. */
  readonly isNew: boolean
  /** Its postings are not those of these texts. */
  readonly isChanged: boolean
}

/** Changes when reports are taken apart or weighed in another way: all are written anew then. */
const method = 1

/** Title, description, steps, what was expected and what came: not the environment, in which reports are alike. */
export async function loadReports(db: Db, issueIds: readonly number[]): Promise<Report[]> {
  const {rows} = await sql<Omit<Report, 'fingerprint' | 'isNew' | 'isChanged'> & {known: Buffer | null}>`
    select i.id "issueId", i.project_id "projectId", p.language, i.title,
      concat_ws(e'\\n', i.body, i.steps, i.expected, i.actual) body, s.fingerprint known
    from issue i join project p on p.id = i.project_id left join similar_issue s on s.issue_id = i.id
    where i.id = any(${issueIds}::integer[])
    order by i.id`.execute(db)
  return rows.map(({known, ...report}) => {
    const fingerprint = fingerprintOf(report)
    return {...report, fingerprint, isNew: known === null, isChanged: known?.equals(fingerprint) !== true}
  })
}

function fingerprintOf({
  projectId,
  language,
  title,
  body,
}: Omit<Report, 'fingerprint' | 'isNew' | 'isChanged'>) {
  return createHash('sha256')
    .update(JSON.stringify([method, projectId, language, title, body]))
    .digest()
    .subarray(0, 16)
}

import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {languageOf} from '../analysis/languages.ts'
import {countTerms, type CountedTerms} from './count-terms.ts'
import type {Report} from './load-reports.ts'
import {idf, weighTerm, type Lengths} from './weights.ts'

/** How many of a posting's weight are 1. */
export const weightUnit = 10_000

/** Replaces what these issues are found by as similar ones, where their texts have changed. */
export async function writePostings(tx: Tx, reports: readonly Report[]): Promise<void> {
  const changed = reports
    .filter(({isChanged}) => isChanged)
    .map((report) => ({
      ...report,
      counted: countTerms(report.title, report.body, languageOf(report.language)),
    }))
  if (changed.length === 0) return
  await sql`delete from similar_issue where issue_id = any(${changed.map(({issueId}) => issueId)}::integer[])`.execute(
    tx,
  )
  for (const [projectId, ofProject] of Map.groupBy(changed, ({projectId}) => projectId))
    await writeProject(tx, projectId, ofProject)
}

/** Tells the projects how much has changed. At the end of a transaction: others of the project wait for these rows. */
export async function addWritten(tx: Tx, reports: readonly Report[]): Promise<void> {
  const changed = Map.groupBy(
    reports.filter(({isChanged}) => isChanged),
    ({projectId}) => projectId,
  )
  for (const [projectId, {length}] of [...changed].toSorted(([a], [b]) => a - b))
    await sql`update similar_project set written = written + ${length} where project_id = ${projectId}`.execute(
      tx,
    )
}

type CountedReport = Report & {readonly counted: CountedTerms}

async function writeProject(tx: Tx, projectId: number, reports: readonly CountedReport[]): Promise<void> {
  const {issues, mean} = await loadKnown(tx, projectId, reports)
  const containing = await loadContaining(tx, projectId, reports)
  const idfOf = (term: number): number => idf(containing.get(term) ?? 0, issues)
  await sql`
    insert into similar_issue (issue_id, project_id, fingerprint, title_length, body_length, title_self, terms)
    select r.issue_id, ${projectId}, r.fingerprint, r.title_length, r.body_length, r.title_self, r.terms::integer[]
    from unnest(${reports.map(({issueId}) => issueId)}::integer[],
      ${reports.map(({fingerprint}) => fingerprint)}::bytea[],
      ${reports.map(({counted}) => counted.titleLength)}::integer[],
      ${reports.map(({counted}) => counted.bodyLength)}::integer[],
      ${reports.map(({counted}) => titleSelf(counted, mean, idfOf))}::real[],
      ${reports.map(({counted}) => `{${[...counted.counts.keys()].join()}}`)}::text[]
    ) r (issue_id, fingerprint, title_length, body_length, title_self, terms)`.execute(tx)
  const postings = reports
    .flatMap(({issueId, counted}) => postingsOf(issueId, counted, mean))
    .toSorted((a, b) => a.term - b.term || a.issueId - b.issueId)
  await sql`
    insert into similar_posting (project_id, term, issue_id, full_weight, title_weight)
    select ${projectId}, * from unnest(${postings.map(({term}) => term)}::integer[],
      ${postings.map(({issueId}) => issueId)}::integer[], ${postings.map(({full}) => full)}::smallint[],
      ${postings.map(({title}) => title)}::smallint[])`.execute(tx)
}

/** What is known of the project; of the reports that are a project's first ones, their own lengths. */
async function loadKnown(
  tx: Tx,
  projectId: number,
  reports: readonly CountedReport[],
): Promise<{issues: number; mean: Lengths}> {
  await sql`
    insert into similar_project (project_id, issues, title_length, body_length, weighed_issues, refreshed_at)
    values (${projectId}, 0, ${meanOf(reports, 'titleLength')}, ${meanOf(reports, 'bodyLength')}, 0, now())
    on conflict do nothing`.execute(tx)
  const {rows} = await sql<{issues: number; title: number; body: number}>`
    select issues, title_length title, body_length body from similar_project where project_id = ${projectId}`.execute(
    tx,
  )
  const [known] = rows
  if (known === undefined) throw new Error('The project of the reports has no statistics')
  return {issues: known.issues, mean: {title: known.title, body: known.body}}
}

/** At least 1: it is divided by. */
function meanOf(reports: readonly CountedReport[], length: 'titleLength' | 'bodyLength'): number {
  return Math.max(1, reports.reduce((sum, {counted}) => sum + counted[length], 0) / reports.length)
}

/** In how many issues the terms of the titles stand. */
async function loadContaining(
  tx: Tx,
  projectId: number,
  reports: readonly CountedReport[],
): Promise<Map<number, number>> {
  const terms = new Set<number>()
  for (const {counted} of reports)
    for (const [term, {inTitle}] of counted.counts) if (inTitle > 0) terms.add(term)
  const {rows} = await sql<{term: number; issues: number}>`
    select term, issues from similar_term where project_id = ${projectId} and term = any(${[...terms]}::integer[])`.execute(
    tx,
  )
  return new Map(rows.map(({term, issues}) => [term, issues]))
}

function titleSelf(counted: CountedTerms, mean: Lengths, idfOf: (term: number) => number): number {
  let self = 0
  for (const [term, count] of counted.counts)
    if (count.inTitle > 0) self += idfOf(term) * weighTerm(count, counted, mean).title
  return self
}

interface Posting {
  term: number
  issueId: number
  full: number
  title: number
}

function postingsOf(issueId: number, counted: CountedTerms, mean: Lengths): Posting[] {
  return [...counted.counts].map(([term, count]) => {
    const {full, title} = weighTerm(count, counted, mean)
    return {term, issueId, full: Math.round(full * weightUnit), title: Math.round(title * weightUnit)}
  })
}

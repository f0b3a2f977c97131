import type {PoolClient} from 'pg'
import {attachmentRow, commentRow, issueRow, personId, type Additions} from './plan-batch.ts'
import {copyRows, type CopyRow} from './copy-rows.ts'
import {source, type ExternalKind} from './external-ids.ts'
import {findPresent, linkKey, sortOut, type Present} from './find-present.ts'
import {indexWith} from '../../search/index-issues.ts'
import {ImportTally} from './import-report.ts'
import type {ImportRun} from './import-run.ts'
import type {MappedAttachment, MappedIssue} from './mapped.ts'
import {insertImportEvents} from './write-events.ts'

/**
 * Writes issues with all that hangs on them in one short transaction: they are here wholly, or not at all. Of one
 * that is here already, comments and attachments that are new are added; nothing that is here is changed.
 */
export async function writeBatch(run: ImportRun, issues: readonly MappedIssue[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const tally = new ImportTally()
      await inTransaction(run.client, () => writeIssues(run, issues, tally))
      run.tally.add(tally)
      return
    } catch (error) {
      if (attempt >= 3 || !isWorthRetrying(error)) throw error
    }
  }
}

async function writeIssues(
  run: ImportRun,
  issues: readonly MappedIssue[],
  tally: ImportTally,
): Promise<void> {
  const {client, known} = run
  await raiseCounters(run, issues)
  const present = await findPresent(run, issues)
  const {fresh, added} = sortOut(issues, present, tally)
  const ids = await takeIds(client, 'issue', fresh.length)
  const rows = fresh.map((it, index) => issueRow(ids[index] ?? 0, it, known, tally))
  await copyRows(client, 'issue', rows)

  const external: External[] = fresh.flatMap(({issue}, index) => externalsOf(issue, ids[index] ?? 0))
  const owned = [
    ...fresh.map((it, index) => ({...it, issueId: ids[index] ?? 0})),
    ...added.map((it) => ({...it, issueId: present.issues.get(it.issue.sourceId)?.id ?? 0})),
  ]
  const commentIds = await copyComments(run, owned, external)
  await copyAttachments(run, owned, external)
  await countAdditions(client, owned.slice(fresh.length))
  for (const {issue, issueId} of owned) external.push(...awaitedLinks(issue, issueId, present))
  for (const {issue} of owned) noteEnds(run, issue)
  await insertExternals(client, external)
  await insertImportEvents(client, {
    created: fresh.map(({issue}, index) => ({
      issueId: ids[index] ?? 0,
      actorId: personId(issue.creatorKey ?? issue.reporterKey, known),
      resolutionAt: issue.resolutionAt,
    })),
    commentIds,
  })
  await indexWith(
    client,
    owned.map(({issueId}) => issueId),
  )

  tally.count('issues', 'written', fresh.length)
  for (const {comments, attachments} of owned) {
    tally.count('comments', 'written', comments.length)
    tally.count('attachments', 'written', attachments.length)
    if (attachments.length > 0) tally.remark('attachmentContent', undefined, attachments.length)
    for (const {authorKey, sourceId} of comments) if (authorKey === null) tally.remark('noAuthor', sourceId)
  }
}

/** Locks the numbers of these projects against whoever files there meanwhile, until the commit. */
async function raiseCounters({client, known}: ImportRun, issues: readonly MappedIssue[]): Promise<void> {
  const highest = new Map<number, number>()
  for (const {projectKey, number} of issues) {
    const id = known.projects.get(projectKey) ?? 0
    highest.set(id, Math.max(number, highest.get(id) ?? 0))
  }
  for (const [id, number] of [...highest].toSorted(([a], [b]) => a - b))
    await client.query(
      'update project_counter set last_number = greatest(last_number, $2) where project_id = $1',
      [id, number],
    )
}

type Owned = Additions & {readonly issueId: number}
type External = readonly [kind: ExternalKind, external: string, localId: number]

function externalsOf(issue: MappedIssue, id: number): External[] {
  const own: External[] = [
    ['issue', issue.sourceId, id],
    ['issueKey', issue.key, id],
  ]
  return issue.parentKey === null ? own : [...own, ['awaitedParent', `${issue.key} ${issue.parentKey}`, id]]
}

function noteEnds({seen}: ImportRun, {key, parentKey, relations}: MappedIssue): void {
  if (parentKey !== null) seen.parents.add(`${key} ${parentKey}`)
  for (const relation of relations) seen.links.add(linkKey(relation))
}

/** Both ends say the same link: it is made when both are here, at the end of this run or of a later one. */
function awaitedLinks({relations}: MappedIssue, issueId: number, {links}: Present): External[] {
  return relations
    .map(linkKey)
    .filter((key) => !links.has(key))
    .map((key) => ['awaitedLink', key, issueId])
}

async function copyComments(
  {client, known}: ImportRun,
  owned: readonly Owned[],
  external: External[],
): Promise<number[]> {
  const pairs = owned.flatMap(({issueId, comments}) => comments.map((comment) => ({issueId, comment})))
  const ids = await takeIds(client, 'comment', pairs.length)
  const rows: CopyRow[] = []
  for (const [index, {issueId, comment}] of pairs.entries()) {
    const id = ids[index] ?? 0
    rows.push(commentRow(id, issueId, comment, known))
    external.push(['comment', comment.sourceId, id])
  }
  await copyRows(client, 'comment', rows)
  return ids
}

async function copyAttachments(
  {client, known}: ImportRun,
  owned: readonly Owned[],
  external: External[],
): Promise<void> {
  const pairs: {issueId: number; attachment: MappedAttachment}[] = owned.flatMap(({issueId, attachments}) =>
    attachments.map((attachment) => ({issueId, attachment})),
  )
  const ids = await takeIds(client, 'attachment', pairs.length)
  const rows: CopyRow[] = []
  for (const [index, {issueId, attachment}] of pairs.entries()) {
    const id = ids[index] ?? 0
    rows.push(attachmentRow(id, issueId, attachment, known))
    external.push(['attachment', attachment.sourceId, id])
  }
  await copyRows(client, 'attachment', rows)
}

async function countAdditions(client: PoolClient, added: readonly Owned[]): Promise<void> {
  for (const {issueId, comments, attachments} of added) {
    if (comments.length === 0 && attachments.length === 0) continue
    const notes = comments.filter(({internal}) => internal).length
    const times = [...comments, ...attachments].map(({createdAt}) => createdAt.getTime())
    await client.query(
      `update issue set comment_count = comment_count + $2, note_count = note_count + $3,
        attachment_count = attachment_count + $4, updated_at = greatest(updated_at, $5) where id = $1`,
      [issueId, comments.length - notes, notes, attachments.length, new Date(Math.max(...times))],
    )
  }
}

async function insertExternals(client: PoolClient, external: readonly External[]): Promise<void> {
  if (external.length === 0) return
  await client.query(
    `insert into external_id (source, kind, external, local_id)
    select $1, e.kind, e.external, e.local_id from unnest($2::text[], $3::text[], $4::integer[]) e (kind, external, local_id)
    on conflict (source, kind, external) do nothing`,
    [
      source,
      external.map(([kind]) => kind),
      external.map(([, name]) => name),
      external.map(([, , id]) => id),
    ],
  )
}

async function takeIds(
  client: PoolClient,
  table: 'issue' | 'comment' | 'attachment',
  count: number,
): Promise<number[]> {
  if (count === 0) return []
  const {rows} = await client.query<{ids: number[]}>(
    `select array_agg(nextval(pg_get_serial_sequence($1, 'id'))::integer) ids from generate_series(1, $2::integer)`,
    [table, count],
  )
  return (rows[0]?.ids ?? []).toSorted((a, b) => a - b)
}

async function inTransaction(client: PoolClient, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** SQLSTATE 40001 serialization failure, 40P01 deadlock. */
function isWorthRetrying(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === '40001' || code === '40P01'
}

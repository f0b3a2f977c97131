import type {PoolClient} from 'pg'
import {source, type ExternalKind} from './external-ids.ts'
import type {ImportTally} from './import-report.ts'
import type {ImportRun} from './import-run.ts'
import type {MappedComment, MappedIssue} from './mapped.ts'
import type {Additions} from './plan-batch.ts'

/** What of a batch is here already. */
export interface Present {
  /** By Jira's id; without a local id where the issue was deleted for good. */
  readonly issues: ReadonlyMap<string, {id: number | null}>
  /** `projectId number` of numbers that issues have or had. */
  readonly numbers: ReadonlySet<string>
  readonly projects: ReadonlyMap<string, number>
  readonly comments: ReadonlySet<string>
  readonly attachments: ReadonlySet<string>
  readonly links: ReadonlySet<string>
}

export async function findPresent(
  {client, known}: ImportRun,
  issues: readonly MappedIssue[],
): Promise<Present> {
  const {rows} = await client.query<{external: string; id: number | null}>(
    `select w.external, i.id from unnest($2::text[]) w (external)
    cross join lateral (
      select e.local_id from external_id e where e.source = $1 and e.kind = 'issue' and e.external = w.external limit 1
    ) e left join issue i on i.id = e.local_id`,
    [source, issues.map(({sourceId}) => sourceId)],
  )
  const projectIds = issues.map(({projectKey}) => known.projects.get(projectKey) ?? 0)
  const taken = await client.query<{taken: string}>(
    `select w.project_id || ' ' || w.number taken from unnest($1::integer[], $2::integer[]) w (project_id, number)
    where exists (select from issue i where i.project_id = w.project_id and i.number = w.number)
      or exists (select from former_issue_number n where n.project_id = w.project_id and n.number = w.number)`,
    [projectIds, issues.map(({number}) => number)],
  )
  const find = (kind: ExternalKind, externals: string[]) => findExternals(client, kind, externals)
  return {
    issues: new Map(rows.map(({external, id}) => [external, {id}])),
    numbers: new Set(taken.rows.map((row) => row.taken)),
    projects: known.projects,
    comments: await find(
      'comment',
      issues.flatMap(({comments}) => comments.map(({sourceId}) => sourceId)),
    ),
    attachments: await find(
      'attachment',
      issues.flatMap(({attachments}) => attachments.map(({sourceId}) => sourceId)),
    ),
    links: await find(
      'link',
      issues.flatMap(({relations}) => relations.map(linkKey)),
    ),
  }
}

/** A link by what it says: a relation may come from several links, and its id is in no file for certain. */
export function linkKey({type, from, to}: MappedIssue['relations'][number]): string {
  return `${type} ${from} ${to}`
}

async function findExternals(
  client: PoolClient,
  kind: ExternalKind,
  externals: readonly string[],
): Promise<Set<string>> {
  const {rows} = await client.query<{external: string}>(
    `select w.external from unnest($3::text[]) w (external) cross join lateral (
      select from external_id e where e.source = $1 and e.kind = $2 and e.external = w.external limit 1) found`,
    [source, kind, externals],
  )
  return new Set(rows.map(({external}) => external))
}

/** Which issues are new, and what is new to the others. Counts everything that was read and is not written. */
export function sortOut(
  issues: readonly MappedIssue[],
  present: Present,
  tally: ImportTally,
): {fresh: Additions[]; added: Additions[]} {
  const fresh: Additions[] = []
  const added: Additions[] = []
  const comments = new Set(present.comments)
  const attachments = new Set(present.attachments)
  const numbers = new Set(present.numbers)
  const inBatch = new Set<string>()
  for (const issue of issues) {
    tally.count('issues', 'read')
    tally.count('comments', 'read', issue.comments.length)
    tally.count('attachments', 'read', issue.attachments.length)
    const known = inBatch.has(issue.sourceId) ? {id: null} : present.issues.get(issue.sourceId)
    const number = `${present.projects.get(issue.projectKey) ?? 0} ${issue.number}`
    if (known === undefined && numbers.has(number)) {
      tally.remark('numberTaken', issue.key)
      leaveOut(issue, 'notCarried', tally)
      continue
    }
    if (known?.id === null) {
      if (!inBatch.has(issue.sourceId)) tally.remark('deletedHere', issue.key)
      leaveOut(issue, 'alreadyThere', tally)
      continue
    }
    inBatch.add(issue.sourceId)
    numbers.add(number)
    const additions = {
      issue,
      comments: newComments(issue, comments, tally),
      attachments: newOnes(issue.attachments, attachments, () => tally.count('attachments', 'alreadyThere')),
    }
    if (known === undefined) fresh.push(additions)
    else {
      tally.count('issues', 'alreadyThere')
      added.push(additions)
    }
  }
  return {fresh, added}
}

function leaveOut(issue: MappedIssue, as: 'alreadyThere' | 'notCarried', tally: ImportTally): void {
  tally.count('issues', as)
  tally.count('comments', as, issue.comments.length)
  tally.count('attachments', as, issue.attachments.length)
}

function newComments(issue: MappedIssue, known: Set<string>, tally: ImportTally): MappedComment[] {
  const isNew = newOnes(issue.comments, known, () => tally.count('comments', 'alreadyThere'))
  // Carried all the same: that somebody said something then is part of the history.
  for (const {body, sourceId} of isNew)
    if (body.trim() === '') tally.remark('emptyComment', `${issue.key} (${sourceId})`)
  return isNew.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}

function newOnes<T extends {sourceId: string}>(
  things: readonly T[],
  known: Set<string>,
  onKnown: () => void,
): T[] {
  return things.filter(({sourceId}) => {
    const isKnown = known.has(sourceId)
    if (isKnown) onKnown()
    known.add(sourceId)
    return !isKnown
  })
}

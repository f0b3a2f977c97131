import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises'
import {basename, dirname} from 'node:path'
import {parseArgs} from 'node:util'
import {pino} from 'pino'
import {openDatabase, type Db} from '../server/core/database/database.ts'
import {migrate} from '../server/core/database/migrate.ts'
import {openPool, type PreparingPool} from '../server/core/database/pool.ts'
import {loadSystemActor} from '../server/core/load-actor.ts'
import {startEmbeddedPostgres} from '../server/core/postgres/start-embedded-postgres.ts'
import {mapIssue} from '../server/imports/jira/map-issue.ts'
import type {MappedIssue} from '../server/imports/jira/mapped.ts'
import {readLines} from '../server/imports/jira/read-lines.ts'
import {parseJiraLine, type JiraIssue} from '../server/imports/jira/schema.ts'
import {languageOf} from '../server/search/analysis/languages.ts'
import {writePending} from '../server/search/pending.ts'
import {countTerms} from '../server/search/similar/count-terms.ts'
import {rankStatement} from '../server/search/similar/rank-statement.ts'
import {refreshAll} from '../server/search/similar/refresh-statistics.ts'
import {knownStatement, weighKnown} from '../server/search/similar/report-terms.ts'
import {findTrackers} from './tracker-files.ts'

/*
 * How often duplicates are found, on the issues of real trackers: the share of queries for which an older report of
 * the same cluster is among the first 1, 5, 10 and 20.
 *
 * - A cluster is what links of the type "Duplicate" join, directly or through others, among all issues of a folder,
 *   also across its projects.
 * - A query is every issue of a project with an older report of its cluster in the same project, created within the
 *   365 days before it. (Titanium's project TIMOB has 770.)
 * - It is asked as the server asks, with everything that it said: title, description, components. Title only: the
 *   text of the title alone. Among the issues of its project of the 365 days before it; what counts as open is what
 *   was not resolved then, by the date of resolution.
 * - That a person marked duplicates is not used: it is what is asked for.
 * - How often words occur is taken from the project as it is at the end.
 */

/** Shares at 1, 5, 10 and 20. */
export type Recall = [r1: number, r5: number, r10: number, r20: number]

export interface ProjectScore {
  /** Folder of the files, and key of the project. */
  readonly tracker: string
  readonly project: string
  readonly issues: number
  readonly queries: number
  readonly duplicates: Recall
  /** From the title alone. */
  readonly duplicatesTitle: Recall
}

const day = 86_400_000
const windowDays = 365
const ranks = [1, 5, 10, 20] as const
/** Fewer say nothing. */
const minQueries = 50

/** Every project with at least 50 queries of every tracker that lies in the folder; the one with most comes first. */
export async function scoreDuplicates(): Promise<ProjectScore[]> {
  const scores: ProjectScore[] = []
  for (const files of await findTrackers()) scores.push(...(await scoreTracker(files)))
  return scores.toSorted((a, b) => b.queries - a.queries)
}

interface Query {
  readonly issue: MappedIssue
  /** Keys of the older reports that are the same. */
  readonly same: ReadonlySet<string>
}

async function scoreTracker(files: readonly string[]): Promise<ProjectScore[]> {
  const {issues, links} = await readIssues(files)
  const clusterOf = joinClusters({issues, links})
  const scores: ProjectScore[] = []
  for (const [project, ofProject] of Map.groupBy(issues.values(), ({projectKey}) => projectKey)) {
    const sorted = ofProject.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    const queries = findQueries(sorted, clusterOf)
    if (queries.length < minQueries) continue
    const tracker = basename(dirname(files[0] ?? ''))
    const found = await withDatabase((pool) => scoreProject(pool, sorted, queries))
    scores.push({tracker, project, issues: sorted.length, queries: queries.length, ...found})
  }
  return scores
}

interface Tracker {
  readonly issues: ReadonlyMap<string, MappedIssue>
  readonly links: readonly (readonly [string, string])[]
}

async function readIssues(files: readonly string[]): Promise<Tracker> {
  const issues = new Map<string, MappedIssue>()
  const links: (readonly [string, string])[] = []
  for (const file of files)
    for await (const line of readLines(file)) {
      if (line.kind === 'bad') continue
      const parsed = parseJiraLine(line.text)
      if (parsed.kind !== 'issue') continue
      issues.set(parsed.issue.key, mapIssue(parsed.issue))
      links.push(...duplicateLinks(parsed.issue))
    }
  return {issues, links}
}

function duplicateLinks({key, fields}: JiraIssue): (readonly [string, string])[] {
  return (fields.issuelinks ?? []).flatMap(({type, inwardIssue, outwardIssue}) => {
    const other = outwardIssue?.key ?? inwardIssue?.key
    return /duplicate/i.test(type.name) && other !== undefined ? [[key, other] as const] : []
  })
}

/** For each issue that is linked: the key of the one that stands for its cluster. */
function joinClusters({issues, links}: Tracker): ReadonlyMap<string, string> {
  const parents = new Map<string, string>()
  const find = (key: string): string => {
    const parent = parents.get(key) ?? key
    return parent === key ? key : find(parent)
  }
  for (const [a, b] of links)
    if (issues.has(a) && issues.has(b)) {
      parents.set(find(a), find(b))
      parents.set(find(b), find(b))
    }
  return new Map([...parents.keys()].map((key) => [key, find(key)]))
}

/** @param sorted by creation */
function findQueries(sorted: readonly MappedIssue[], clusterOf: ReadonlyMap<string, string>): Query[] {
  const linked = sorted.filter(({key}) => clusterOf.has(key))
  return [...Map.groupBy(linked, ({key}) => clusterOf.get(key)).values()]
    .flatMap((cluster) =>
      cluster.map((issue) => {
        const age = (other: MappedIssue): number => issue.createdAt.getTime() - other.createdAt.getTime()
        const same = cluster.filter((other) => age(other) > 0 && age(other) <= windowDays * day)
        return {issue, same: new Set(same.map(({key}) => key))}
      }),
    )
    .filter(({same}) => same.size > 0)
}

async function withDatabase<Result>(work: (pool: PreparingPool) => Promise<Result>): Promise<Result> {
  const dataDir = await mkdtemp('/var/tmp/fettle-similar-')
  // Root's PostgreSQL runs as somebody else, who must be able to pass.
  await chmod(dataDir, 0o711)
  const postgres = await startEmbeddedPostgres({dataDir, log: pino({level: 'warn'}, pino.destination(2))})
  const pool = openPool({connectionString: postgres.connectionString, max: 3, onError: ignore})
  try {
    await migrate(pool)
    return await work(pool)
  } finally {
    await pool.end()
    await postgres.stop()
    await rm(dataDir, {recursive: true, force: true})
  }
}

/** The statement that uses a lost connection fails by itself. */
function ignore(): void {}

/** Issues in the project, ready to be looked for; their ids are their places in the list, from 1. */
async function scoreProject(
  pool: PreparingPool,
  issues: readonly MappedIssue[],
  queries: readonly Query[],
): Promise<Pick<ProjectScore, 'duplicates' | 'duplicatesTitle'>> {
  const db = openDatabase(pool)
  const {projectId, componentIds} = await fill(pool, issues)
  while ((await writePending(db, 200)) > 0);
  await refreshAll(db)
  await pool.query('vacuum analyze')
  const score = (isTitleOnly: boolean): Promise<Recall> =>
    recall(queries, async ({issue}) => {
      const ids = issue.components.map(({name}) => componentIds.get(name) ?? 0)
      const found = await findLike(db, projectId, issue, {componentIds: ids, isTitleOnly})
      return found.map((id) => issues[id - 1]?.key ?? '')
    })
  return {duplicates: await score(false), duplicatesTitle: await score(true)}
}

interface Filled {
  readonly projectId: number
  /** By name. */
  readonly componentIds: ReadonlyMap<string, number>
}

const rowsAtOnce = 1000

async function fill(pool: PreparingPool, issues: readonly MappedIssue[]): Promise<Filled> {
  await pool.query(`insert into person (name) values ('Reporter')`)
  const {rows: projects} = await pool.query<{id: number}>(
    `insert into project (key, name, language, visibility) values ('DUP', 'Duplicates', 'en', 'private') returning id`,
  )
  const projectId = projects[0]?.id ?? 0
  const names = new Set(issues.flatMap(({components}) => components.map(({name}) => name)))
  const {rows: components} = await pool.query<{id: number; name: string}>(
    `insert into component (project_id, name) select $1, min(name) from unnest($2::text[]) name
     group by lower(name) returning id, lower(name) as name`,
    [projectId, [...names]],
  )
  const byName = new Map(components.map(({id, name}) => [name, id]))
  const componentIds = new Map([...names].map((name) => [name, byName.get(name.toLowerCase()) ?? 0]))
  for (let start = 0; start < issues.length; start += rowsAtOnce)
    await insertIssues(pool, issues.slice(start, start + rowsAtOnce), {projectId, componentIds, start})
  return {projectId, componentIds}
}

async function insertIssues(
  pool: PreparingPool,
  issues: readonly MappedIssue[],
  {projectId, componentIds, start}: Filled & {start: number},
): Promise<void> {
  const rows = issues.map(({title, body, createdAt, resolutionAt, components}, index) => ({
    id: start + index + 1,
    title: withoutNul(title),
    body: withoutNul(body),
    created: createdAt,
    resolved: resolutionAt,
    components: components.map(({name}) => componentIds.get(name) ?? 0),
  }))
  await pool.query(
    `with added as (
      insert into issue (id, project_id, number, type_id, status_id, category, reporter_id, title, body, created_at,
        updated_at, resolved_at, component_ids)
      overriding system value
      select r.id, $1, r.id, t.id, s.id, s.category, (select min(id) from person), r.title, r.body, r.created, r.created,
        r.resolved, array(select jsonb_array_elements_text(r.components)::integer)
      from jsonb_to_recordset($2) r (id integer, title text, body text, created timestamptz, resolved timestamptz,
          components jsonb)
        join issue_type t on t.key = 'bug' join status s on s.workflow_id = t.workflow_id and s.is_initial
      returning id
    ) insert into search_pending (issue_id) select id from added`,
    [projectId, JSON.stringify(rows)],
  )
}

/** Which PostgreSQL does not store. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}

async function recall(
  queries: readonly Query[],
  find: (query: Query) => Promise<readonly string[]>,
): Promise<Recall> {
  const hits: Recall = [0, 0, 0, 0]
  for (const query of queries) {
    const at = (await find(query)).findIndex((key) => query.same.has(key))
    for (const [index, rank] of ranks.entries())
      if (at !== -1 && at < rank) hits[index] = (hits[index] ?? 0) + 1
  }
  return hits.map((count) => count / queries.length) as Recall
}

/** As `findSimilar` does, at the time when the issue was created. */
async function findLike(
  db: Db,
  projectId: number,
  {title, body, createdAt}: MappedIssue,
  {componentIds, isTitleOnly}: {componentIds: readonly number[]; isTitleOnly: boolean},
): Promise<number[]> {
  const counted = countTerms(title, isTitleOnly ? '' : body, languageOf('en'))
  const {rows} = await knownStatement(projectId, counted).execute(db)
  const [known] = rows
  if (known === undefined) throw new Error('The statistics of the project have no row')
  const found = await rankStatement({
    actor: await loadSystemActor(db),
    projectId,
    terms: weighKnown(counted, known),
    componentIds,
    affectsVersionIds: [],
    at: createdAt,
    days: windowDays,
    until: new Date(createdAt.getTime() - 1),
    without: [],
    limit: 20,
  }).execute(db)
  return found.rows.map(({id}) => id)
}

if (import.meta.main) {
  const {values} = parseArgs({options: {json: {type: 'string'}}})
  const scores = await scoreDuplicates()
  for (const {tracker, project, issues, queries, duplicates, duplicatesTitle} of scores) {
    process.stdout.write(
      `${tracker} ${project}: ${queries} duplicates among ${issues} issues, R@${ranks.join('/')}\n`,
    )
    process.stdout.write(
      `  whole report  ${format(duplicates)}\n  title alone   ${format(duplicatesTitle)}\n`,
    )
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(scores, null, 2)}\n`)
}

function format(recall: Recall): string {
  return recall.map((share) => share.toFixed(3)).join(' / ')
}

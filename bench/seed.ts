import {once} from 'node:events'
import type {Writable} from 'node:stream'
import {finished} from 'node:stream/promises'
import type pg from 'pg'
import {from as copyFrom} from 'pg-copy-streams'
import {randomFrom} from './random.ts'
import type {SampleIssue} from './sample-texts.ts'

export interface SeedOptions {
  pool: pg.Pool
  samples: readonly SampleIssue[]
  issues: number
  comments: number
}

export const people = 200
/** The shares of the projects; the last one is private, and nobody of the benchmark belongs to it. */
const shares = [0.4, 0.2, 0.1, 0.1, 0.08, 0.05, 0.03, 0.02, 0.01, 0.01]
const day = 86_400_000

/** Fills a migrated, empty database by COPY. The same options always give the same rows. */
export async function seed({pool, samples, issues, comments}: SeedOptions): Promise<void> {
  const random = randomFrom(42)
  await pool.query(
    `insert into person (name, login) select 'Person ' || n, 'person' || n from generate_series(1, ${people}) n`,
  )
  await pool.query(`insert into project (key, name, visibility)
    select 'BEN' || chr(64 + n), 'Benchmark ' || n, 'private' from generate_series(1, ${shares.length}) n`)
  await pool.query('insert into project_counter (project_id) select id from project')
  await pool.query(
    'insert into project_type (project_id, type_id) select p.id, t.id from project p, issue_type t',
  )
  const statuses = await readStatuses(pool)

  const spellings = new Map<string, string>()
  const spelledAlike = (labels: readonly string[]): string[] => [
    ...new Set(labels.map((label) => spell(label, spellings))),
  ]

  const numbers = shares.map(() => 0)
  const start = Date.UTC(2019, 0, 1)
  const span = Date.UTC(2026, 10, 1) - start
  await copy(
    pool,
    `issue (project_id, number, type_id, status_id, category, visibility, priority, severity, reporter_id,
    assignee_id, created_at, updated_at, resolved_at, resolution, labels, title, body, environment)`,
    async (write) => {
      for (let n = 0; n < issues; n++) {
        const sample = samples[n % samples.length] as SampleIssue
        const project = pick(random(), shares)
        const number = (numbers[project] = (numbers[project] ?? 0) + 1)
        const status = statuses[Math.floor(random() * statuses.length)] as Status
        const isDone = status.category === 'resolved' || status.category === 'closed'
        const created = start + Math.floor((n / issues) * span)
        const updated = created + Math.floor(random() * 90) * day + Math.floor(random() * day)
        await write([
          project + 1,
          number,
          status.typeId,
          status.id,
          status.category,
          random() < 0.03 ? 'private' : 'project',
          Math.floor(random() * 5),
          status.isBug ? Math.floor(random() * 8) : null,
          1 + Math.floor(random() * people),
          random() < 0.8 ? 1 + Math.floor(random() * people) : null,
          time(created),
          time(updated),
          isDone ? time(updated) : null,
          isDone ? 'fixed' : null,
          array(spelledAlike(sample.labels)),
          n < samples.length ? sample.title : copyTitle(sample.title, n),
          sample.body,
          sample.environment,
        ])
      }
    },
  )
  const bodies = samples.flatMap(({comments}) => comments)
  await copy(pool, 'comment (issue_id, author_id, body, is_internal, created_at)', async (write) => {
    for (let n = 0; n < comments; n++) {
      // A few issues have many comments, most have a handful.
      const issue = 1 + Math.floor(random() ** 1.3 * issues)
      await write([
        issue,
        1 + Math.floor(random() * people),
        bodies[n % bodies.length] ?? 'Same here',
        random() < 0.05,
        time(start + Math.floor((n / comments) * span)),
      ])
    }
  })
  await pool.query(
    `update project_counter set last_number = coalesce((select max(number) from issue where issue.project_id = project_counter.project_id), 0)`,
  )
  await pool.query(`update issue set comment_count = c.open, note_count = c.internal from (
    select issue_id, count(*) filter (where not is_internal) open, count(*) filter (where is_internal) internal from comment group by 1) c
    where c.issue_id = issue.id`)
  await pool.query(`insert into event (at, kind, via, actor_id, project_id, issue_id, payload)
    select created_at, 'issue.created', 'import', reporter_id, project_id, id, json_build_object('title', title, 'type', 'bug') from issue order by id`)
  await pool.query(`insert into event (at, kind, via, actor_id, project_id, issue_id, comment_id, is_internal, payload)
    select c.created_at, 'comment.added', 'import', c.author_id, i.project_id, i.id, c.id, c.is_internal, '{}' from comment c join issue i on i.id = c.issue_id order by c.id`)
  await pool.query(
    `insert into label (name) select distinct on (lower(name)) name from (select unnest(labels) name from issue) l`,
  )
}

/** As whoever came first: labels that differ by their case only are one. */
function spell(label: string, spellings: Map<string, string>): string {
  const key = label.toLowerCase()
  const known = spellings.get(key)
  if (known !== undefined) return known
  spellings.set(key, label)
  return label
}

/** Issues that repeat a text carry a number of their own. */
function copyTitle(title: string, n: number): string {
  return `${title} (${n})`
}

/** The title without the number of a copy. */
export function originalTitle(title: string): string {
  return title.replace(/ \(\d+\)$/, '')
}

interface Status {
  id: number
  category: string
  typeId: number
  isBug: boolean
}

/** Statuses of the types, closed ones more often, as in a tracker that has been in use for years. */
async function readStatuses(pool: pg.Pool): Promise<Status[]> {
  const {rows} = await pool.query<Status>(`
    select s.id, s.category, t.id "typeId", t.key = 'bug' "isBug" from status s join issue_type t on t.workflow_id = s.workflow_id
    where t.key in ('bug', 'bug', 'task', 'feature') order by t.id, s.id`)
  return rows.flatMap((status) => Array.from({length: status.category === 'closed' ? 8 : 1}, () => status))
}

type Value = string | number | boolean | null

async function copy(
  pool: pg.Pool,
  into: string,
  rows: (write: (values: readonly Value[]) => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = await pool.connect()
  try {
    const stream: Writable = client.query(copyFrom(`copy ${into} from stdin`))
    let chunk = ''
    await rows(async (values) => {
      chunk += `${values.map(copyText).join('\t')}\n`
      if (chunk.length < 65_536) return
      const isFull = !stream.write(chunk)
      chunk = ''
      if (isFull) await once(stream, 'drain')
    })
    stream.end(chunk)
    await finished(stream)
  } finally {
    client.release()
  }
}

function copyText(value: Value): string {
  if (value === null) return String.raw`\N`
  if (typeof value !== 'string') return String(value)
  return value.replace(/[\\\t\n\r]/g, (character) => copyEscapes[character] ?? character)
}

const copyEscapes: Readonly<Record<string, string>> = {'\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r'}

function array(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

function pick(at: number, shares: readonly number[]): number {
  let sum = 0
  const index = shares.findIndex((share) => (sum += share) > at)
  return index === -1 ? 0 : index
}

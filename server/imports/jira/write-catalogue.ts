import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import {transact} from '../../core/transact.ts'
import {rememberExternal, type ExternalKind} from './external-ids.ts'
import type {ImportRun} from './import-run.ts'
import type {MappedComponent, MappedSprint, MappedVersion} from './mapped.ts'

/** What issues of a project name: the same for the project's own list and for each issue. */
export interface Catalogue {
  readonly projectKey: string
  readonly components: readonly MappedComponent[]
  readonly versions: readonly MappedVersion[]
  readonly sprints: readonly MappedSprint[]
}

/** Makes the components, versions and cycles that are not here. Their projects and people are. */
export async function writeCatalogue(run: ImportRun, catalogues: readonly Catalogue[]): Promise<void> {
  const entries = catalogues.flatMap((catalogue) => entriesOf(run, catalogue))
  const missing = entries.filter((entry) => isMissing(run, entry))
  for (let at = 0; at < missing.length; at += batchSize)
    await writeEntries(run, missing.slice(at, at + batchSize))
}

const batchSize = 100

async function writeEntries(run: ImportRun, entries: readonly Entry[]): Promise<void> {
  const made = await transact(run.ctx, async ({tx}) => {
    const made: {entry: Entry; id: number; isNew: boolean}[] = []
    for (const entry of entries) {
      const found = await entry.find(tx)
      const id = found ?? (await entry.insert(tx))
      await rememberExternal(tx, entry.kind, [[entry.external, id]])
      made.push({entry, id, isNew: found === undefined})
    }
    return made
  })
  for (const {entry, id, isNew} of made) {
    run.known[entry.list].set(entry.external, id)
    run.tally.count(entry.list, isNew ? 'written' : 'alreadyThere')
  }
}

export function componentKey(projectKey: string, {sourceId, name}: MappedComponent | MappedVersion): string {
  return sourceId ?? `${projectKey} ${name.toLowerCase()}`
}

/** A sprint may hold issues of several projects; a cycle belongs to one. */
export function cycleKey(projectKey: string, {sourceId}: MappedSprint): string {
  return `${projectKey} ${sourceId}`
}

interface Entry {
  readonly kind: ExternalKind & ('component' | 'version' | 'cycle')
  readonly list: 'components' | 'versions' | 'cycles'
  readonly external: string
  /** One of the same name that is here already. */
  find(tx: Tx): Promise<number | undefined>
  insert(tx: Tx): Promise<number>
}

function isMissing({seen, known, tally}: ImportRun, {list, external}: Entry): boolean {
  if (seen[list].has(external)) return false
  seen[list].add(external)
  tally.count(list, 'read')
  const isKnown = known[list].has(external)
  if (isKnown) tally.count(list, 'alreadyThere')
  return !isKnown
}

function entriesOf(run: ImportRun, {projectKey, components, versions, sprints}: Catalogue): Entry[] {
  const projectId = run.known.projects.get(projectKey)
  if (projectId === undefined) return []
  return [
    ...components.map((it) => componentEntry(run, projectId, projectKey, it)),
    ...versions.map((it) => versionEntry(run, projectId, projectKey, it)),
    ...sprints.map((it) => cycleEntry(run, projectId, projectKey, it)),
  ]
}

function componentEntry(
  run: ImportRun,
  projectId: number,
  projectKey: string,
  component: MappedComponent,
): Entry {
  const {name, description, leadKey} = component
  return {
    kind: 'component',
    list: 'components',
    external: componentKey(projectKey, component),
    find: (tx) => findByName(tx, 'component', projectId, name),
    insert: async (tx) => {
      const lead = leadKey === null ? undefined : run.known.people.get(leadKey)
      const row = {project_id: projectId, name, description, assignee_id: lead ?? null}
      return idOf(await tx.insertInto('component').values(row).returning('id').executeTakeFirstOrThrow())
    },
  }
}

function versionEntry(run: ImportRun, projectId: number, projectKey: string, version: MappedVersion): Entry {
  const {name, description, startDate, releaseDate, released, archived} = version
  return {
    kind: 'version',
    list: 'versions',
    external: componentKey(projectKey, version),
    find: (tx) => findByName(tx, 'version', projectId, name),
    insert: async (tx) => {
      const row = {
        project_id: projectId,
        name,
        description,
        starts_on: startDate,
        released_on: releaseDate,
        is_released: released,
        archived_at: archived ? run.ctx.now() : null,
      }
      return idOf(await tx.insertInto('version').values(row).returning('id').executeTakeFirstOrThrow())
    },
  }
}

function cycleEntry(run: ImportRun, projectId: number, projectKey: string, sprint: MappedSprint): Entry {
  return {
    kind: 'cycle',
    list: 'cycles',
    external: cycleKey(projectKey, sprint),
    find: (tx) => findOwnCycle(tx, projectId, sprint.name),
    insert: async (tx) => {
      const row = {
        project_id: projectId,
        name: sprint.name,
        goal: sprint.goal ?? '',
        starts_on: dayOf(sprint.startAt),
        ends_on: dayOf(sprint.endAt),
        closed_at: sprint.state === 'closed' ? (sprint.completedAt ?? sprint.endAt ?? run.ctx.now()) : null,
      }
      return idOf(await tx.insertInto('cycle').values(row).returning('id').executeTakeFirstOrThrow())
    },
  }
}

async function findByName(
  tx: Tx,
  table: 'component' | 'version',
  projectId: number,
  name: string,
): Promise<number | undefined> {
  const {rows} = await sql<{id: number}>`
    select id from ${sql.table(table)} where project_id = ${projectId} and lower(name) = lower(${name})`.execute(
    tx,
  )
  return rows[0]?.id
}

/** Sprints of two boards may share a name; only a cycle that was made here stands for one of them. */
async function findOwnCycle(tx: Tx, projectId: number, name: string): Promise<number | undefined> {
  const {rows} = await sql<{id: number}>`
    select id from cycle where project_id = ${projectId} and lower(name) = lower(${name})
      and not exists (select from external_id e where e.kind = 'cycle' and e.local_id = cycle.id)
    order by id limit 1`.execute(tx)
  return rows[0]?.id
}

function idOf({id}: {id: number}): number {
  return id
}

function dayOf(time: Date | null): string | null {
  return time?.toISOString().slice(0, 10) ?? null
}

import {sql} from 'kysely'
import type {Db, Tx} from '../../core/database/database.ts'
import {AppError} from '../../core/errors.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {transact} from '../../core/transact.ts'
import {claimProjectKey} from '../../projects/project-key.ts'
import {setProjectTypes} from '../../projects/project-types.ts'
import {projectKeySchema} from '../../projects/schemas.ts'
import {rememberExternal, source} from './external-ids.ts'
import type {ImportRun} from './import-run.ts'

export interface ProjectToWrite {
  readonly key: string
  readonly name: string
  readonly description: string
}

/**
 * Makes sure, before anything is written, that none of these keys belongs to a project with a life of its own.
 *
 * @throws AppError `conflict`
 */
export async function assertProjectsFree(db: Db, keys: Iterable<string>): Promise<void> {
  for (const key of keys) {
    const owner = await findOwner(db, key)
    if (owner === undefined) continue
    if (owner.isArchived)
      throw new AppError('conflict', `Cannot import into ${key}: the project is archived here`)
    if (!owner.isImported && !owner.isEmpty)
      throw new AppError(
        'conflict',
        `Cannot import ${key}: a project with this key is here, has issues and did not come from Jira; rename its key first, or import another one with --project`,
      )
  }
}

export function fitsAsKey(key: string): boolean {
  return projectKeySchema.safeParse(key).success
}

/** Makes the projects that are not here; one that is here and empty is taken over. */
export async function writeProjects(run: ImportRun, projects: readonly ProjectToWrite[]): Promise<void> {
  for (const project of projects) {
    if (run.seen.projects.has(project.key)) continue
    const isKnown = run.known.projects.has(project.key)
    if (!isKnown) await writeProject(run, project)
    run.seen.projects.add(project.key)
    run.tally.count('projects', 'read')
    run.tally.count('projects', isKnown ? 'alreadyThere' : 'written')
  }
}

async function writeProject(run: ImportRun, project: ProjectToWrite): Promise<void> {
  const {ctx, known} = run
  const id = await transact(ctx, async ({tx, afterCommit}) => {
    await assertProjectsFree(tx, [project.key])
    const owner = await findOwner(tx, project.key)
    const id = owner?.id ?? (await insertProject(tx, ctx, project))
    await setProjectTypes(tx, id, undefined)
    await rememberExternal(tx, 'project', [[project.key, id]])
    afterCommit(() => ctx.services.signals.rightsChanged())
    return id
  })
  known.projects.set(project.key, id)
}

async function insertProject(tx: Tx, ctx: ImportRun['ctx'], project: ProjectToWrite): Promise<number> {
  await claimProjectKey(tx, project.key)
  const {id} = await tx
    .insertInto('project')
    .values({
      key: project.key,
      name: project.name.slice(0, 120),
      description: project.description,
      visibility: 'internal',
      created_at: ctx.now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('project_counter').values({project_id: id}).execute()
  await recordEvent(tx, ctx, {kind: 'project.created', key: project.key}, {projectId: id})
  return id
}

interface Owner {
  id: number
  isArchived: boolean
  isImported: boolean
  isEmpty: boolean
}

/** The project that has or had the key, or that came from Jira with it. */
async function findOwner(db: Db, key: string): Promise<Owner | undefined> {
  const {rows} = await sql<Owner>`
    select p.id, p.archived_at is not null "isArchived", e.local_id is not null "isImported",
      not exists (select from issue i where i.project_id = p.id)
        and not exists (select from former_issue_number n where n.project_id = p.id) "isEmpty"
    from project p left join external_id e
      on e.source = ${source} and e.kind = 'project' and e.external = ${key} and e.local_id = p.id
    where p.key = ${key} or e.local_id is not null
      or exists (select from former_project_key f where f.project_id = p.id and f.key = ${key})
    order by e.local_id is null`.execute(db)
  return rows[0]
}

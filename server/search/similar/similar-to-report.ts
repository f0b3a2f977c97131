import {sql} from 'kysely'
import type {z} from 'zod'
import {standingIn} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {notFound} from '../../core/errors.ts'

import {findSimilar} from './find-similar.ts'
import type {SimilarIssues, SimilarReport, similarQuery} from './schemas.ts'

/**
 * Issues like what somebody writes, while they write it.
 *
 * @throws AppError `notFound` for a project the actor may not see
 */
export async function similarToReport(ctx: Context, report: SimilarReport): Promise<SimilarIssues> {
  const {title, body, steps, expected, actual, error, ...others} = report
  return findSimilar(ctx, {
    ...others,
    project: await getProject(ctx, report.project),
    title,
    body: [body, steps, expected, actual, error].join('\n'),
    isUnfinished: false,
    at: ctx.now(),
    without: [],
  })
}

/** The same for a title, or a short report, in an address. */
export async function similarToTitle(
  ctx: Context,
  {project: key, title, body, error, component, ...others}: z.output<typeof similarQuery>,
): Promise<SimilarIssues> {
  const project = await getProject(ctx, key)
  return findSimilar(ctx, {
    ...others,
    project,
    title,
    body: [body, error].join('\n'),
    isUnfinished: body === '' && error === '',
    componentIds: await findComponents(ctx, project.id, component),
    affectsVersionIds: [],
    at: ctx.now(),
    without: [],
  })
}

async function getProject({db, actor}: Context, key: string): Promise<{id: number; language: string}> {
  const id = actor.projectIds.get(key.toUpperCase())
  if (id === undefined || standingIn(actor, id) === 'none') throw notFound(`project: ${key}`)
  return db.selectFrom('project').select(['id', 'language']).where('id', '=', id).executeTakeFirstOrThrow()
}

/** By name or id; one that the project does not have changes nothing. */
async function findComponents(
  {db}: Context,
  projectId: number,
  components: readonly string[],
): Promise<number[]> {
  if (components.length === 0) return []
  const {rows} = await sql<{id: number}>`
    select id from component where project_id = ${projectId}
      and (lower(name) = any(${components.map((name) => name.toLowerCase())}::text[]) or id::text = any(${components}::text[]))`.execute(
    db,
  )
  return rows.map(({id}) => id)
}

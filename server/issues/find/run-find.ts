import type {CompiledQuery} from 'kysely'
import type {QueryConfig, QueryResultRow} from 'pg'
import type {Plan} from '../../core/database/plans.ts'
import {plannedAnew} from '../../core/database/pool.ts'
import {AppError, invalid} from '../../core/errors.ts'
import type {Services} from '../../core/services.ts'

/** A statement that finds, and whether the way to run it depends on its values. */
export interface FindPlan extends Plan {
  readonly needsOwnPlan: boolean
}

export function findPlanOf({sql, parameters}: CompiledQuery, needsOwnPlan: boolean): FindPlan {
  return {text: sql, values: parameters, needsOwnPlan}
}

/**
 * Runs it on the connections for finding, which give up in time.
 *
 * @throws AppError `tooHeavy` when it takes too long
 */
export async function runFind<Row extends QueryResultRow>(
  {findPool, config}: Pick<Services, 'findPool' | 'config'>,
  plan: FindPlan,
): Promise<Row[]> {
  return guarded(config.findTimeoutMs, async () => (await findPool.query<Row>(configOf(plan))).rows)
}

/** The same with rows as arrays: a page costs half of what rows as objects do. */
export async function runFindAsArrays<Row extends unknown[]>(
  {findPool, config}: Pick<Services, 'findPool' | 'config'>,
  plan: FindPlan,
): Promise<Row[]> {
  return guarded(
    config.findTimeoutMs,
    async () => (await findPool.query<Row>({...configOf(plan), rowMode: 'array'})).rows,
  )
}

function configOf({text, values, needsOwnPlan}: FindPlan): QueryConfig {
  const config = {text, values: [...values]}
  return needsOwnPlan ? plannedAnew(config) : config
}

async function guarded<Result>(limitMs: number, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    throw meaningOf(error, limitMs) ?? error
  }
}

/** By SQLSTATE. */
function meaningOf(error: unknown, limitMs: number): AppError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  switch (error.code) {
    case '57014':
      return new AppError(
        'tooHeavy',
        `This query takes longer than ${limitMs / 1000} s: narrow it by a project, is:open or a date, such as project:WEB created:>@today-1y`,
        {cause: error},
      )
    // A value that cannot be read as what the list is sorted by: queries are checked, so a cursor was made up.
    case '22007':
    case '22008':
    case '22P02':
    case '22003':
      return invalid('/querystring/cursor', 'This cursor belongs to no page of this list')
    default:
      return undefined
  }
}

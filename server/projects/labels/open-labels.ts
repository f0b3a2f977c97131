import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {assertMay} from '../../core/rights.ts'
import {openCatalogue} from '../catalogue/open-catalogue.ts'

/**
 * Makes sure that the actor may make and change the labels of a project, or (null) those of all projects.
 *
 * @returns the id of the project
 */
export async function openLabels(
  tx: Tx,
  ctx: Context,
  project: string | number | null,
): Promise<number | null> {
  if (project !== null) return (await openCatalogue(tx, ctx, project, 'label.change')).id
  assertMay(ctx.actor, 'label.changeGlobal', null)
  return null
}

import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import type {IssueColumns} from '../change/history-fields.ts'
import type {IssueRecord} from '../queries.ts'

/** Components, versions, milestone and cycle of another project that have the names of the issue's own. */
export async function mapCatalogue(tx: Tx, issue: IssueRecord, projectId: number): Promise<IssueColumns> {
  const idsIn = (table: Catalogue, ids: readonly number[]) => namesakes(tx, table, ids, projectId)
  const idIn = async (table: Catalogue, id: number | null) =>
    (await idsIn(table, id === null ? [] : [id]))[0] ?? null
  return {
    component_ids: await idsIn('component', issue.component_ids),
    affects_version_ids: await idsIn('version', issue.affects_version_ids),
    target_version_ids: await idsIn('version', issue.target_version_ids),
    fixed_version_ids: await idsIn('version', issue.fixed_version_ids),
    milestone_id: await idIn('milestone', issue.milestone_id),
    cycle_id: await idIn('cycle', issue.cycle_id),
  }
}

type Catalogue = 'component' | 'version' | 'milestone' | 'cycle'

async function namesakes(
  tx: Tx,
  table: Catalogue,
  ids: readonly number[],
  projectId: number,
): Promise<number[]> {
  if (ids.length === 0) return []
  const {rows} = await sql<{id: number}>`
    select min(there.id) id from ${sql.table(table)} here
      join ${sql.table(table)} there on lower(there.name) = lower(here.name) and there.project_id = ${projectId}
    where here.id = any(${ids}) group by here.id order by here.id`.execute(tx)
  return rows.map(({id}) => id)
}

import type {Actor} from '../../core/actor.ts'
import type {Tx} from '../../core/database/database.ts'
import {keyOf, selectRecord, type IssueRecord} from '../queries.ts'

export interface Target {
  readonly id: number
  readonly key: string
  /** Missing when it lies in the bin, or the actor does not see it any more. */
  readonly issue: IssueRecord | undefined
}

/** Some issues, locked in the order of their ids so that two bulk changes never wait for each other in a circle. */
export async function loadTargets(tx: Tx, actor: Actor, ids: readonly number[]): Promise<Target[]> {
  if (ids.length === 0) return []
  await tx.selectFrom('issue').select('id').where('id', 'in', ids).orderBy('id').forNoKeyUpdate().execute()
  const records = await selectRecord(tx, actor).where('issue.id', 'in', ids).execute()
  const byId = new Map(records.map((record) => [record.id, record]))
  const keys = await tx
    .selectFrom('issue')
    .innerJoin('project', 'project.id', 'issue.project_id')
    .select(['issue.id', 'issue.number', 'project.key as projectKey'])
    .where('issue.id', 'in', ids)
    .execute()
  const keyById = new Map(keys.map((row) => [row.id, keyOf(row)]))
  return ids.map((id) => ({id, key: keyById.get(id) ?? `#${id}`, issue: byId.get(id)}))
}

import type {Tx} from '../../core/database/database.ts'
import type {Changes} from '../../core/events/event.ts'

/** One thing that a bulk change did to an issue. */
export type Done =
  | {kind: 'issue.changed'; changes: Changes}
  | {kind: 'issue.deleted'}
  | {kind: 'issue.restored'}

export const undoableKinds = ['issue.changed', 'issue.deleted', 'issue.restored'] as const

/** What a bulk change did to some issues, by issue, last thing first: the order in which it is taken back. */
export async function loadUndoing(
  tx: Tx,
  bulkId: number,
  issueIds: readonly number[],
): Promise<ReadonlyMap<number, readonly Done[]>> {
  const rows = await tx
    .selectFrom('event')
    .select(['issue_id', 'kind', 'payload'])
    .where('group_id', '=', bulkId)
    .where('issue_id', 'in', issueIds)
    .where('kind', 'in', undoableKinds)
    .orderBy('id', 'desc')
    .execute()
  const byIssue = Map.groupBy(rows, ({issue_id}) => issue_id ?? 0)
  return new Map([...byIssue].map(([id, events]) => [id, events.map(doneOf)]))
}

function doneOf({kind, payload}: {kind: string; payload: Record<string, unknown>}): Done {
  if (kind === 'issue.deleted' || kind === 'issue.restored') return {kind}
  return {kind: 'issue.changed', changes: payload['changes'] as Changes}
}

import type {Actor} from '../../core/actor.ts'
import type {Db} from '../../core/database/database.ts'
import type {Change, Changes} from '../../core/events/event.ts'
import {visibleIssues} from '../visible-issues.ts'

interface WithChanges {
  readonly changes: Changes | null
}

/** The keys of parents that the reader cannot see are taken out: the change remains, as from or to nothing. */
export async function maskHiddenParents<Item extends WithChanges>(
  db: Db,
  actor: Actor,
  items: readonly Item[],
): Promise<Item[]> {
  const ids = items.flatMap(({changes}) => parentIds(changes?.['parent']))
  if (ids.length === 0) return [...items]
  const rows = await visibleIssues(db, actor).select('issue.id').where('issue.id', 'in', ids).execute()
  const visible = new Set(rows.map(({id}) => id))
  return items.map((item) => {
    const parent = item.changes?.['parent']
    if (parent === undefined) return item
    return {...item, changes: {...item.changes, parent: mask(parent, visible)}}
  })
}

function parentIds(change: Change | undefined): number[] {
  return [change?.from, change?.to].map(idOf).filter((id) => id !== undefined)
}

function mask({from, to}: Change, visible: ReadonlySet<number>): Change {
  const shown = (ref: unknown) => (visible.has(idOf(ref) ?? 0) ? ref : null)
  return {from: shown(from), to: shown(to)}
}

function idOf(ref: unknown): number | undefined {
  if (typeof ref !== 'object' || ref === null || !('id' in ref)) return undefined
  return typeof ref.id === 'number' ? ref.id : undefined
}

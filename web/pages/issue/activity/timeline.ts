import type {Comment} from '../../../api/types.ts'
import type {HistoryEntry} from '../issue-queries.ts'

export type TimelineItem =
  | {kind: 'comment'; at: string; comment: Comment}
  | {kind: 'changes'; at: string; entries: HistoryEntry[]}

/**
 * Comments and changes in the order of time. Changes that follow each other are one run. What a comment
 * shows by itself (that it was written, its files) is left out, and so is who began to watch or voted.
 * Of what has one time, as imports have, the creation comes first.
 *
 * @param until later changes wait: not all comments before them are loaded
 */
export function timelineOf(
  comments: readonly Comment[],
  history: readonly HistoryEntry[],
  until: string | null,
): TimelineItem[] {
  const shown = history.filter((entry) => isShown(entry) && (until === null || entry.at <= until))
  const all: TimelineItem[] = [
    ...comments.map((comment): TimelineItem => ({kind: 'comment', at: comment.createdAt, comment})),
    ...shown.map((entry): TimelineItem => ({kind: 'changes', at: entry.at, entries: [entry]})),
  ]
  return inRuns(all.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || rankOf(a) - rankOf(b)))
}

function rankOf(item: TimelineItem): number {
  return item.kind === 'changes' && item.entries[0]?.kind === 'issue.created' ? 0 : 1
}

function inRuns(items: readonly TimelineItem[]): TimelineItem[] {
  const runs: TimelineItem[] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (item.kind === 'changes' && last?.kind === 'changes') last.entries.push(...item.entries)
    else runs.push(item.kind === 'changes' ? {...item, entries: [...item.entries]} : item)
  }
  return runs
}

function isShown({kind, commentId}: HistoryEntry): boolean {
  if (kind.startsWith('watcher.') || kind.startsWith('vote.')) return false
  if (kind === 'comment.removed') return true
  return !kind.startsWith('comment.') && !(kind.startsWith('attachment.') && commentId !== null)
}

import type {IssueKind} from '../ui/type-icon.tsx'
import type {Kind} from './types.ts'

/** The mark of a type: its own where it has one, else that of its kind. */
export function typeMark(type: string, kind: Kind): IssueKind {
  return ownMarks.find((mark) => mark === type) ?? marks[kind]
}

const ownMarks: readonly IssueKind[] = [
  'bug',
  'feature',
  'task',
  'question',
  'ticket',
  'improvement',
  'documentation',
]

const marks: Record<Kind, IssueKind> = {
  defect: 'bug',
  request: 'feature',
  work: 'task',
  question: 'question',
  support: 'ticket',
}

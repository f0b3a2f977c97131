import type {components} from '../../api/schema.d.ts'
import type {IssueType} from '../../api/types.ts'
import {useDraft} from '../../hooks/use-draft.ts'
import type {Priority} from '../../ui/priority-icon.tsx'
import type {Severity} from '../../ui/severity-icon.tsx'
import type {Reproducibility, Visibility} from '../issue/value-names.ts'

type CreateIssue = components['schemas']['CreateIssueInput']

interface Ref {
  id: number
  name: string
}

/** A new issue as far as it is written. */
export interface IssueDraft {
  title: string
  body: string
  steps: string
  expected: string
  actual: string
  /** null: what the browser says */
  environment: string | null
  priority: Priority
  severity: Severity | null
  reproducibility: Reproducibility | null
  visibility: Visibility | null
  assignee: Ref | null
  labels: string[]
  components: Ref[]
  affectsVersions: Ref[]
  targetVersions: Ref[]
  dueOn: string | null
  estimateMinutes: number | null
}

export const emptyDraft: IssueDraft = {
  title: '',
  body: '',
  steps: '',
  expected: '',
  actual: '',
  environment: null,
  priority: 'none',
  severity: null,
  reproducibility: null,
  visibility: null,
  assignee: null,
  labels: [],
  components: [],
  affectsVersions: [],
  targetVersions: [],
  dueOn: null,
  estimateMinutes: null,
}

export type SetDraft = (change: Partial<IssueDraft>) => void

/** The one draft of a new issue; it survives closing and reloading. */
export function useIssueDraft(): {draft: IssueDraft; set: SetDraft; drop: () => void; isKept: boolean} {
  const [text, keep] = useDraft('new issue')
  const draft = text === null ? emptyDraft : readDraft(text)
  return {
    draft,
    set: (change) => keep(JSON.stringify({...draft, ...change})),
    drop: () => keep(null),
    isKept: text !== null,
  }
}

function readDraft(text: string): IssueDraft {
  try {
    return {...emptyDraft, ...(JSON.parse(text) as Partial<IssueDraft>)}
  } catch {
    return emptyDraft
  }
}

/** What of a draft a type's form asks for; the rest stays in the draft, should the type change again. */
export function toCreate(
  draft: IssueDraft,
  {
    project,
    type,
    parent,
    environment,
  }: {project: string; type: IssueType; parent?: string; environment: string},
): CreateIssue {
  const asks = (field: string) => type.form.fields.includes(field)
  const text = (field: 'body' | 'steps' | 'expected' | 'actual') =>
    asks(field) && draft[field].trim() !== '' ? {[field]: draft[field]} : {}
  return {
    project,
    type: type.key,
    title: draft.title.trim(),
    ...text('body'),
    ...text('steps'),
    ...text('expected'),
    ...text('actual'),
    ...(asks('environment') && {environment}),
    ...(draft.priority !== 'none' && {priority: draft.priority}),
    ...(asks('severity') && draft.severity && {severity: draft.severity}),
    ...(asks('reproducibility') && draft.reproducibility && {reproducibility: draft.reproducibility}),
    ...(draft.visibility && {visibility: draft.visibility}),
    ...(draft.assignee && {assigneeId: draft.assignee.id}),
    ...(draft.labels.length > 0 && {labels: draft.labels}),
    ...(asks('components') && {componentIds: ids(draft.components)}),
    ...(asks('affectsVersions') && {affectsVersionIds: ids(draft.affectsVersions)}),
    ...(asks('targetVersions') && {targetVersionIds: ids(draft.targetVersions)}),
    ...(asks('dueOn') && draft.dueOn && {dueOn: draft.dueOn}),
    ...(asks('estimateMinutes') &&
      draft.estimateMinutes !== null && {estimateMinutes: draft.estimateMinutes}),
    ...(parent !== undefined && {parentKey: parent}),
  }
}

function ids(refs: readonly Ref[]): number[] {
  return refs.map(({id}) => id)
}

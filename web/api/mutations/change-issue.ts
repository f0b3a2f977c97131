import {useMutation} from '@tanstack/react-query'
import {useEffectEvent} from 'react'
import {m} from '../../paraglide/messages.js'
import {showFailure, showToast} from '../../ui/toast.tsx'
import {answerOf, api, ApiProblem, ifMatch} from '../client.ts'
import {issueKey, keepIssue, showChange} from '../issue-store.ts'
import {queryClient} from '../query-client.ts'
import type {ChangeIssue, Issue} from '../types.ts'
import {conflictingFields, shownAs, textFields} from './issue-fields.ts'

/** Somebody else changed the same fields in the meantime. */
export interface IssueConflict {
  change: ChangeIssue
  fields: (keyof ChangeIssue)[]
  theirs: Issue
  /** Sends the change again, over theirs */
  overwrite: () => void
}

export interface UseChangeIssueOptions {
  onConflict?: (conflict: IssueConflict) => void
  onDone?: (issue: Issue) => void
}

/**
 * Changes an issue: seen at once, taken back when it is refused. When the issue was changed in the meantime,
 * changes of different fields are joined silently; for the same field `onConflict` decides, or a message asks.
 * Changes of one issue are sent one after the other.
 */
export function useChangeIssue(key: string, {onConflict = askWhose, onDone}: UseChangeIssueOptions = {}) {
  const {mutate, isPending, error} = useMutation({
    mutationKey: ['change-issue', key],
    scope: {id: `issue ${key}`},
    mutationFn: (job: Job) => send(key, job),
    onMutate: ({change, shown}: Job) => showChange(key, {...shownAs(change), ...shown}),
    onSuccess: (issue) => {
      takeAnswer(key, issue)
      onDone?.(issue)
    },
    onError: (failure, job, takeBack) => {
      takeBack?.()
      if (failure instanceof Conflict) meetConflict(failure, job)
      else showFailure(m.issue_change_failed({key, reason: failure.message}), () => start(job))
    },
  })
  const start = useEffectEvent((job: Job) => mutate(job))
  const meetConflict = useEffectEvent(({theirs, fields}: Conflict, job: Job) => {
    takeAnswer(key, theirs)
    const overwrite = () => start({...job, base: theirs})
    onConflict({change: job.change, fields, theirs, overwrite})
  })
  return {
    isPending,
    error,
    /**
     * @param shown how it looks until the server answers, for what is sent as an id: `{assignee: {id: 3, name: 'Ines'}}`
     * @param base what the person saw when they began to edit; without it, what is seen now
     */
    mutate: (
      change: ChangeIssue,
      {shown = {}, base = seen(key)}: {shown?: Partial<Issue>; base?: Issue} = {},
    ) => mutate({change, shown, ...(base && {base})}),
  }
}

interface Job {
  change: ChangeIssue
  shown: Partial<Issue>
  /** What the person saw when they changed it */
  base?: Issue
}

function seen(key: string): Issue | undefined {
  return queryClient.getQueryData<Issue>(issueKey(key))
}

class Conflict extends Error {
  readonly theirs: Issue
  readonly fields: (keyof ChangeIssue)[]

  constructor(theirs: Issue, fields: (keyof ChangeIssue)[]) {
    super(`Changed by somebody else in the meantime: ${fields.join(', ')}`)
    this.theirs = theirs
    this.fields = fields
  }
}

async function send(key: string, {change, base}: Job): Promise<Issue> {
  try {
    return await patch(key, change, base?.version)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'stale' || !base) throw error
    const theirs = error.current as Issue
    const fields = conflictingFields(change, base, theirs)
    if (fields.length > 0) throw new Conflict(theirs, fields)
    return patch(key, change, theirs.version)
  }
}

function patch(key: string, body: ChangeIssue, version?: number): Promise<Issue> {
  const headers = version === undefined ? {} : ifMatch(version)
  return answerOf(api.PATCH('/api/v1/issues/{key}', {params: {path: {key}}, body, headers}))
}

/** The answer has no HTML: it stays, or is read anew when a text changed. Changes still under way stay on top. */
function takeAnswer(key: string, answer: Issue): void {
  const known = seen(key)
  keepIssue(answer)
  queryClient.setQueryData<Issue>(issueKey(key), {...known, ...answer})
  for (const mutation of queryClient.getMutationCache().findAll({mutationKey: ['change-issue', key]})) {
    const job = mutation.state.variables as Job | undefined
    if (job && mutation.state.isPaused) showChange(key, {...shownAs(job.change), ...job.shown})
  }
  if (known && textFields.some((field) => known[field] !== answer[field]))
    void queryClient.invalidateQueries({queryKey: issueKey(key), exact: true})
}

function askWhose({theirs, fields, overwrite}: IssueConflict): void {
  showToast({
    text: m.issue_conflict({key: theirs.key, fields: fields.join(', ')}),
    isFailure: true,
    action: {label: m.issue_conflict_overwrite(), onPress: overwrite},
  })
}

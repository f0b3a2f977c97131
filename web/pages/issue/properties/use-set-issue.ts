import {useChangeIssue} from '../../../api/mutations/change-issue.ts'
import type {ChangeIssue, Issue} from '../../../api/types.ts'

/** Sets fields of an issue; `shown` is how it looks until the server answers. */
export type SetIssue = (change: ChangeIssue, shown?: Partial<Issue>) => void

export function useSetIssue({key}: Issue): SetIssue {
  const {mutate} = useChangeIssue(key)
  return (change, shown = {}) => mutate(change, {shown})
}

/** What every property needs. */
export interface PropertyProps {
  issue: Issue
  set: SetIssue
  /** Why nothing may be changed */
  lockedReason: string | undefined
}

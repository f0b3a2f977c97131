import type {Issue} from '../../api/types.ts'
import {m} from '../../paraglide/messages.js'

export type Resolution = NonNullable<Issue['resolution']>
export type Reproducibility = NonNullable<Issue['reproducibility']>
export type Visibility = Issue['visibility']

export const resolutionNames: Record<Resolution, () => string> = {
  fixed: m.resolution_fixed,
  done: m.resolution_done,
  unableToReproduce: m.resolution_unableToReproduce,
  notFixable: m.resolution_notFixable,
  duplicate: m.resolution_duplicate,
  notABug: m.resolution_notABug,
  suspended: m.resolution_suspended,
  wontFix: m.resolution_wontFix,
}

export const reproducibilityNames: Record<Reproducibility, () => string> = {
  always: m.reproducibility_always,
  sometimes: m.reproducibility_sometimes,
  random: m.reproducibility_random,
  haveNotTried: m.reproducibility_haveNotTried,
  unableToReproduce: m.reproducibility_unableToReproduce,
  notApplicable: m.reproducibility_notApplicable,
}

export const visibilityNames: Record<Visibility, () => string> = {
  public: m.issue_visibility_public,
  project: m.issue_visibility_project,
  private: m.issue_visibility_private,
}

export const visibilityNotes: Record<Visibility, () => string> = {
  public: m.issue_visibility_public_note,
  project: m.issue_visibility_project_note,
  private: m.issue_visibility_private_note,
}

/** The usual one first: work is done, a bug is fixed. A duplicate needs its original, and so a dialog. */
export function resolutionsFor({type}: Pick<Issue, 'type'>): Resolution[] {
  const usual: Resolution = type.kind === 'defect' ? 'fixed' : 'done'
  const all = Object.keys(resolutionNames) as Resolution[]
  return [usual, ...all.filter((one) => one !== usual && one !== 'duplicate')]
}

import {isOpen} from '../../workflow/tables.ts'
import type {KnownStatus, KnownType} from './known-things.ts'
import type {MappedIssue} from './mapped.ts'

/**
 * The status of the type's workflow that stands for the one in Jira: of the same name, else of the same category.
 * An issue that was over stays over, and one that was open stays open, whatever their names say.
 */
export function chooseStatus({statuses}: KnownType, {status, resolution}: ChosenBy): KnownStatus {
  const wantsOpen = isOpen(status.category)
  const candidates = statuses.filter(({category}) => isOpen(category) === wantsOpen)
  const name = fold(status.name)
  const first = (category: KnownStatus['category']): KnownStatus | undefined =>
    candidates.find((it) => it.category === category)
  const chosen =
    candidates.find((it) => fold(it.name) === name) ??
    // "Shipped" and "Answered" are no words for what was turned down.
    (status.category === 'resolved' && !isSuccess(resolution) ? first('closed') : undefined) ??
    first(status.category) ??
    (wantsOpen ? (first('open') ?? candidates.find(({isInitial}) => isInitial)) : undefined) ??
    candidates[0]
  if (chosen === undefined) throw new Error(`No status for "${status.name}"`)
  return chosen
}

type ChosenBy = Pick<MappedIssue, 'status' | 'resolution'>

function fold(name: string): string {
  return name.trim().toLowerCase()
}

function isSuccess(resolution: MappedIssue['resolution']): boolean {
  return resolution === 'fixed' || resolution === 'done'
}

import type {Issue} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {type Priority, PriorityIcon, priorityNames} from '../../../ui/priority-icon.tsx'
import {type Severity, SeverityIcon, severityNames} from '../../../ui/severity-icon.tsx'
import {
  type Reproducibility,
  reproducibilityNames,
  type Visibility,
  visibilityNames,
  visibilityNotes,
} from '../value-names.ts'
import type {Choice} from './choice-property.tsx'

/** Stands for null where a menu needs an id. */
export const noneId = 'none-of-them'

export function priorityChoices(): Choice[] {
  const priorities = Object.keys(priorityNames) as Priority[]
  return priorities.toReversed().map((priority) => ({
    id: priority,
    text: priorityNames[priority](),
    before: <PriorityIcon priority={priority} isDecorative />,
  }))
}

export function severityChoices(): Choice[] {
  const severities = Object.keys(severityNames) as Severity[]
  return [
    ...severities.toReversed().map((severity) => ({
      id: severity,
      text: severityNames[severity](),
      before: <SeverityIcon severity={severity} isDecorative />,
    })),
    {id: noneId, text: m.issue_none()},
  ]
}

export function reproducibilityChoices(): Choice[] {
  const all = Object.keys(reproducibilityNames) as Reproducibility[]
  return [
    ...all.map((one) => ({id: one, text: reproducibilityNames[one]()})),
    {id: noneId, text: m.issue_none()},
  ]
}

export function visibilityChoices(): Choice[] {
  const all = Object.keys(visibilityNames) as Visibility[]
  return all.map((one) => ({id: one, text: visibilityNames[one](), note: visibilityNotes[one]()}))
}

/** What the type's form asks for, and what has a value anyway. */
export function isAsked(issue: Issue, fields: readonly string[], field: keyof Issue): boolean {
  const value = issue[field]
  return fields.includes(field) || (Array.isArray(value) ? value.length > 0 : value !== null)
}

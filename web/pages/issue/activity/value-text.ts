import {m} from '../../../paraglide/messages.js'
import {getLocale} from '../../../paraglide/runtime.js'
import {priorityNames} from '../../../ui/priority-icon.tsx'
import {severityNames} from '../../../ui/severity-icon.tsx'
import {estimateText} from '../estimate.ts'
import type {FieldName} from '../field-names.ts'
import {reproducibilityNames, resolutionNames, visibilityNames} from '../value-names.ts'

/** A value of the history in words; the history keeps values of fields as they were, whatever became of them. */
export function valueText(field: FieldName, value: unknown): string {
  if (value === null || value === undefined) return m.change_nothing()
  if (Array.isArray(value)) return listText(value)
  if (typeof value === 'object') return refText(value)
  if (typeof value === 'number') return field === 'estimateMinutes' ? estimateText(value) : String(value)
  return typeof value === 'string' ? wordText(field, value) : JSON.stringify(value)
}

function listText(values: readonly unknown[]): string {
  if (values.length === 0) return m.change_nothing()
  return new Intl.ListFormat(getLocale(), {type: 'unit', style: 'short'}).format(
    values.map((value) => (typeof value === 'object' && value !== null ? refText(value) : String(value))),
  )
}

function refText(ref: {name?: string; key?: string}): string {
  return ref.name ?? ref.key ?? ''
}

function wordText(field: FieldName, value: string): string {
  if (field === 'startOn' || field === 'dueOn') return dayText(value)
  return vocabularies[field]?.[value]?.() ?? value
}

const vocabularies: Partial<Record<FieldName, Record<string, () => string>>> = {
  priority: priorityNames,
  severity: severityNames,
  reproducibility: reproducibilityNames,
  resolution: resolutionNames,
  visibility: visibilityNames,
}

/** `2026-11-20` as the locale writes it. A day has no zone: noon keeps it the same day everywhere. */
export function dayText(day: string): string {
  const time = Date.parse(`${day.slice(0, 10)}T12:00:00Z`)
  if (Number.isNaN(time)) return day
  return new Intl.DateTimeFormat(getLocale(), {dateStyle: 'medium', timeZone: 'UTC'}).format(time)
}

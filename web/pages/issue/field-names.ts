import {m} from '../../paraglide/messages.js'
import {getLocale} from '../../paraglide/runtime.js'

/** What a field is called within a sentence: "found in". */
export const fieldNames = {
  title: m.field_title,
  body: m.field_body,
  steps: m.field_steps,
  expected: m.field_expected,
  actual: m.field_actual,
  environment: m.field_environment,
  type: m.field_type,
  status: m.field_status,
  resolution: m.field_resolution,
  priority: m.field_priority,
  severity: m.field_severity,
  reproducibility: m.field_reproducibility,
  visibility: m.field_visibility,
  reporter: m.field_reporter,
  assignee: m.field_assignee,
  labels: m.field_labels,
  components: m.field_components,
  affectsVersions: m.field_affectsVersions,
  targetVersions: m.field_targetVersions,
  fixedVersions: m.field_fixedVersions,
  milestone: m.field_milestone,
  cycle: m.field_cycle,
  parent: m.field_parent,
  startOn: m.field_startOn,
  dueOn: m.field_dueOn,
  estimateMinutes: m.field_estimateMinutes,
  project: m.field_project,
} as const

export type FieldName = keyof typeof fieldNames
export type TextFieldName = 'body' | 'steps' | 'expected' | 'actual' | 'environment'

export function isFieldName(name: string): name is FieldName {
  return name in fieldNames
}

/** Standing by itself, before its value: "Found in". */
export function fieldLabel(field: FieldName): string {
  const name = fieldNames[field]()
  return name.slice(0, 1).toLocaleUpperCase(getLocale()) + name.slice(1)
}

import type {UnknownName} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'

/** That nothing is called so, and what was probably meant. */
export function sayUnknown({field, value, nearest}: UnknownName): string {
  const nothing = (sentences.get(field) ?? m.query_no_person)({value})
  return nearest === null ? `${nothing}.` : `${nothing}. ${m.query_did_you_mean({name: nearest.name})}`
}

/** Of the others, the values are people. */
const sentences: ReadonlyMap<string, (about: {value: string}) => string> = new Map([
  ['project', m.query_no_project],
  ['type', m.query_no_type],
  ['status', m.query_no_status],
  ['resolution', m.query_no_resolution],
  ['reproducibility', m.query_no_reproducibility],
  ['company', m.query_no_company],
  ['label', m.query_no_label],
  ['component', m.query_no_component],
  ['affects', m.query_no_version],
  ['target', m.query_no_version],
  ['fixed', m.query_no_version],
  ['milestone', m.query_no_milestone],
  ['cycle', m.query_no_cycle],
  ...[
    'key',
    'parent',
    'parent-of',
    'blocks',
    'blocked-by',
    'duplicate-of',
    'duplicated-by',
    'related',
    'caused-by',
    'causes',
    'linked',
  ].map((field) => [field, m.query_no_issue] as const),
])

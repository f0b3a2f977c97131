import type {CustomField} from '../fields.ts'

/** Fields of a workspace, with names and choices that are hard to write. */
export const customFields: readonly CustomField[] = [
  {
    key: 'customer-tier',
    name: 'Customer tier',
    kind: 'choice',
    choices: ['gold', 'silver', 'Very high', 'none'],
  },
  {key: 'customer', name: 'Who asked', kind: 'text', choices: []},
  {key: 'größe', name: 'Größe (cm)', kind: 'number', choices: []},
  {key: 'go-live', name: 'Go live', kind: 'date', choices: []},
  {key: 'billable', name: 'Billable?', kind: 'boolean', choices: []},
  {key: 'contact', name: 'Contact', kind: 'person', choices: []},
  {key: '2nd-link', name: 'a "link"', kind: 'url', choices: []},
]

import type {RowIssue} from '../ui/row.tsx'

const hours = (count: number) => new Date(Date.now() - count * 3_600_000).toISOString()

const issue: RowIssue = {
  key: 'WEB-418',
  kind: 'bug',
  priority: 'high',
  severity: 'major',
  labels: [],
  hasEvidence: true,
  assignee: null,
  updatedAt: hours(0.7),
  isDone: false,
}
const ines = {name: 'Ines Okafor'}
const tomasz = {name: 'Tomasz Wieczorek'}
const priya = {name: 'Priya Raman'}

export const sampleIssues: {title: string; issue: RowIssue}[] = [
  {
    title: 'Session ends while a review is being typed, the text is lost',
    issue: {...issue, labels: ['data loss']},
  },
  {
    title: 'Pay button stays disabled after the delivery address is changed',
    issue: {
      ...issue,
      key: 'WEB-412',
      priority: 'urgent',
      assignee: ines,
      updatedAt: hours(2),
      labels: ['checkout'],
    },
  },
  {
    title: 'Let cafés order for several addresses at once',
    issue: {
      ...issue,
      key: 'WEB-388',
      kind: 'feature',
      priority: 'normal',
      severity: null,
      hasEvidence: false,
      assignee: tomasz,
      updatedAt: hours(30),
    },
  },
  {
    title: 'Describe the café price list API',
    issue: {
      ...issue,
      key: 'WEB-347',
      kind: 'documentation',
      priority: 'low',
      severity: null,
      hasEvidence: false,
      assignee: priya,
      updatedAt: hours(150),
      isDone: true,
    },
  },
  {
    title:
      'Product page crashes when a variant has no picture, and the basket is emptied on the way back to the list',
    issue: {
      ...issue,
      key: 'WEB-415',
      severity: 'crash',
      assignee: tomasz,
      updatedAt: hours(5),
      labels: ['a', 'b', 'c'],
    },
  },
  {
    title: 'Some product pictures are rotated by 90° on Android',
    issue: {...issue, key: 'TIMOB-28381', priority: 'none', severity: 'minor', updatedAt: hours(24 * 300)},
  },
]

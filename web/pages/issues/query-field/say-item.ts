import type {CompletionItem} from '../../../api/types.ts'
import {m} from '../../../paraglide/messages.js'
import {getLocale} from '../../../paraglide/runtime.js'

/** What an item finds or does, in the reader's language; of a name, what tells it from others. */
export function sayItem({kind, text, label, says}: CompletionItem): string {
  switch (kind) {
    case 'person':
    case 'project':
    case 'type':
    case 'status':
    case 'issue':
      return says === label ? '' : says
    case 'date':
      return sayDate(text)
    case 'sort':
      // Without a direction it goes the way that goes without saying.
      return /-(?:asc|desc)$/.test(text) ? m.query_says({word: text.replace(/^.*-/, 'sort_'), says}) : ''
    case 'change':
      return m.query_says({word: label.replace(/^.*\./, 'change_'), says})
    case 'field':
    case 'key':
    case 'operator':
    case 'state':
    case 'presence':
    case 'place':
    case 'choice':
    case 'value':
    default:
      return says === '' ? '' : m.query_says({word: wordOf(kind, label, says), says})
  }
}

function wordOf(kind: CompletionItem['kind'], label: string, says: string): string {
  if (label === '*') return says === 'ever' ? 'value_ever' : 'value_any'
  return `${kind}_${signs.get(label) ?? label.replace(/^is:|^@/, '').replaceAll('-', '_')}`
}

const signs: ReadonlyMap<string, string> = new Map([
  ['>=', 'from'],
  ['>', 'above'],
  ['<=', 'to'],
  ['<', 'below'],
  ['~', 'part'],
])

const units = {d: 'day', w: 'week', m: 'month', y: 'year'} as const

/** `@today-3m`: 3 months ago */
function sayDate(text: string): string {
  const [, sign = '-', count = '0', letter = 'd'] = /^@today(?:([+-])(\d+)([dwmy]))?$/.exec(text) ?? []
  const unit = Object.entries(units).find(([start]) => start === letter)?.[1] ?? 'day'
  // "Last month" would be another one.
  const format = new Intl.RelativeTimeFormat(getLocale(), {numeric: unit === 'day' ? 'auto' : 'always'})
  return format.format(Number(`${sign}${count}`), unit)
}

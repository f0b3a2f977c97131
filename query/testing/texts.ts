import * as fc from 'fast-check'
import {fields, presences, states} from '../fields.ts'
import {sortFields} from '../sort-fields.ts'
import {customFields} from './custom-fields.ts'

/** Any characters at all, with many of those that mean something. */
export const rawTexts: fc.Arbitrary<string> = fc.oneof(
  fc.string({unit: 'binary', maxLength: 60}),
  fc.string({unit: fc.constantFrom(...Array.from('ab:.,-~<>=!*@#()"\\ \n\u3000ORNDT/')), maxLength: 60}),
  fc.string({maxLength: 60}),
)

const words = fc.constantFrom(
  'crash',
  'foo()',
  'f(x',
  'x)',
  'main.js:12:34',
  'http://x.org/a,b',
  'std::vector',
  'C:\\x',
  '12:30',
  'TypeError:',
  '-',
  '--x',
  '->',
  '*',
  ',',
  'a,b',
  '#42',
  'WEB-42',
  'OR',
  'AND',
  'NOT',
  'or',
  'NOT(',
  'OR)',
  ':(',
  ':)',
  'ünïcode',
  '設計',
  'a"b',
  '5"',
  'wait...',
  '...',
  "it's",
  '{"a":1}',
  'foo:',
  'foo:bar',
  'lable:x',
  '@ada',
  '\\"',
  '=>',
  '~x',
)
const phrases = fc
  .oneof(
    fc.constantFrom('two words', 'label:bug', 'OR', 'a\\"b', 'c\\\\', 'C:\\x', '(', '-x', ' pad '),
    fc.string({maxLength: 8}),
  )
  .map((text) => `"${text}"`)

const keys = fc.constantFrom(
  ...Object.entries(fields).flatMap(([name, field]) => [name, ...('aliases' in field ? field.aliases : [])]),
  ...customFields.flatMap(({key, name}) => [key, `"${name.replaceAll('"', '\\"')}"`]),
  'is',
  'has',
  'no',
  'in',
  'sort',
  'Label',
  'PRIORITY',
  'lable',
  'unknown',
  'c',
)
const changes = fc.constantFrom(
  '',
  '',
  '',
  '',
  '',
  '',
  '.was',
  '.changed',
  '.from',
  '.to',
  '.by',
  '.WAS',
  '.then',
)
const operators = fc.constantFrom('', '', '', '', '', '', '>', '>=', '<', '<=', '~', '=', '!', '!=', '-')
const plainValues = fc.constantFrom(
  'bug',
  'open',
  'high',
  'low',
  'crash',
  'none',
  'NONE',
  '*',
  '@me',
  '@ME',
  '@today',
  '@today-3d',
  '@today+2W',
  '@today-99999d',
  '@current',
  '@next',
  '@ada',
  '2026-11-20',
  '2026-11',
  '2026',
  '2026-02-30',
  '2026-11-20T10:00:00Z',
  'yesterday',
  '3d',
  '5',
  '-5',
  '1.5',
  '30m',
  '1d4h',
  'WEB-1',
  'web-9',
  '#42',
  'APP-3',
  'gold',
  'true',
  'No',
  'ada@example.org',
  'title',
  'comments',
  'body',
  'pr',
  'updated-desc',
  'created',
  'reactions-+1-desc',
  'relevance-asc',
  'http://x.org/?a=b',
  'f(x)',
  'f(x',
  'x)',
  '(a',
  '(a)',
  'a..b',
  '',
  'ünï',
  ':',
  '"',
  ...Object.keys(states),
  ...Object.keys(presences),
  ...Object.keys(sortFields),
)
const values = fc.oneof({arbitrary: plainValues, weight: 8}, {arbitrary: phrases, weight: 1})
const alternatives = fc
  .tuple(operators, values, fc.option(values, {freq: 6}))
  .map(([operator, value, to]) => `${operator}${value}${to === null ? '' : `..${to}`}`)
const filters = fc
  .tuple(keys, changes, fc.array(alternatives, {minLength: 1, maxLength: 3}))
  .map(([key, change, parts]) => `${key}${change}:${parts.join(',')}`)
const tokens = fc.oneof(
  {arbitrary: filters, weight: 8},
  {arbitrary: words, weight: 4},
  {arbitrary: phrases, weight: 1},
  {arbitrary: fc.constantFrom('(', ')', '(', ')', '-', '-(', 'OR', 'AND', 'NOT', ','), weight: 6},
)
const gaps = fc.constantFrom(' ', ' ', ' ', ' ', ' ', '', '  ', '\n', '\u00a0')

/** Texts that look like queries, right and wrong ones. */
export const likelyTexts: fc.Arbitrary<string> = fc
  .array(fc.tuple(tokens, gaps), {maxLength: 12})
  .map((parts) => parts.flat().join(''))

/** Values that are right for some field, for texts that mostly parse. */
const rightFilters = fc.constantFrom(
  'is:open',
  'is:open,blocked',
  'label:bug,"good first issue"',
  'assignee:none,ada',
  'assignee:*',
  'no:label',
  'has:customer-tier',
  'priority:>=high',
  'priority.was:low..high',
  'status.changed:>@today-1w',
  'assignee.by:@me',
  'assignee.to:none',
  'created:2026-01..*',
  'estimate:1h..2d',
  'key:WEB-1..WEB-9',
  'title:~crash',
  'title:wait...',
  'title:none',
  'body:none',
  'milestone:@current,@next',
  'customer-tier:none,gold',
  '"Customer tier":"very HIGH"',
  'größe:-5..5',
  'go-live:@today',
  'billable:yes',
  'customer:none',
  'customer:@me',
  'contact:@me,~ada',
  '2nd-link:~x',
  'in:title,comment',
  'sort:updated-asc,votes',
  'comments:10..*',
  'due:none',
  'author:@today',
  'label:f(x',
  'reporter:f(x)',
)
const rightTokens = fc.oneof(
  {arbitrary: rightFilters, weight: 6},
  {arbitrary: words, weight: 2},
  {arbitrary: phrases, weight: 1},
)
const {group} = fc.letrec<{group: string}>((tie) => ({
  group: fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.constantFrom('', '', '', '-', 'NOT ', 'NOT -'),
          fc.oneof(
            {depthSize: 'small', withCrossShrink: true},
            rightTokens,
            tie('group').map((text) => `(${text} )`),
          ),
          fc.constantFrom(' ', ' ', ' AND ', ' OR '),
        ),
        {minLength: 1, maxLength: 4},
      ),
      rightTokens,
    )
    .map(([parts, last]) => `${parts.flat().join('')}${last}`),
}))

/** Texts that are mostly right, with groups. */
export const rightTexts: fc.Arbitrary<string> = group

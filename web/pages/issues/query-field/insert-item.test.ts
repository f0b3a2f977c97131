import {expect, test} from 'vitest'
import {insertItem} from './insert-item.ts'

/** `[as]` is replaced; `|` marks the cursor. */
test.each([
  ['[as]', 'assignee:', 'assignee:|', true],
  ['is:open assignee:[mi]', 'mia', 'is:open assignee:mia |', false],
  ['assignee:[mi] is:open', 'mia', 'assignee:mia |is:open', false],
  ['label:[bu],ui', 'bug', 'label:bug|,ui', false],
  ['(label:[bu])', 'bug', '(label:bug|)', false],
  ['label:["needs]', '"needs review"', 'label:"needs review" |', false],
  ['due:[]', '>=', 'due:>=|', true],
  ['a [O] b', 'OR', 'a OR |b', false],
])('%s with %s', (marked, item, expected, isToGoOn) => {
  const replace = {start: marked.indexOf('['), end: marked.indexOf(']') - 1}
  const {text, at, isToGoOn: goesOn} = insertItem(marked.replaceAll(/[[\]]/g, ''), replace, item)
  expect(`${text.slice(0, at)}|${text.slice(at)}`).toBe(expected)
  expect(goesOn).toBe(isToGoOn)
})

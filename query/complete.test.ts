import {describe, expect, test} from 'vitest'
import {complete, type Completion} from './complete.ts'
import {parse} from './parse.ts'
import {customFields} from './testing/custom-fields.ts'

/** Completes at the bar. */
function at(marked: string): Completion {
  const cursor = marked.indexOf('|')
  return complete(marked.replace('|', ''), cursor, {customFields})
}

function texts(marked: string): string[] {
  return at(marked).items.map(({text}) => text)
}

/** The text after taking the first item. */
function taken(marked: string): string {
  const {replace, items} = at(marked)
  const text = marked.replace('|', '')
  return text.slice(0, replace.start) + (items[0]?.text ?? '') + text.slice(replace.end)
}

describe('terms', () => {
  test('an empty text can begin with any key', () => {
    expect(at('|')).toMatchObject({
      kind: 'term',
      field: null,
      prefix: '',
      replace: {start: 0, end: 0},
      wantsValues: null,
    })
    expect(texts('|')).toEqual(
      expect.arrayContaining(['is:', 'has:', 'no:', 'in:', 'sort:', 'assignee:', 'customer-tier:', 'NOT']),
    )
    expect(texts('|')).not.toContain('OR')
    expect(texts('a |')).toEqual(expect.arrayContaining(['OR', 'AND']))
  })

  test.each([
    ['lab|', 'label:'],
    ['x OR lab|', 'x OR label:'],
    ['(lab|', '(label:'],
    ['(is:open OR lab|) x', '(is:open OR label:) x'],
    ['-lab|', '-label:'],
    ['NOT lab|', 'NOT label:'],
    ['lab|el:bug', 'label:bug'],
    ['lab| is:open', 'label: is:open'],
    ['LAB|', 'label:'],
    ['lable|', 'label:'],
    ['lable:|', 'label:'],
    ['spri|', 'cycle:'],
    ['Who as|', 'Who assignee:'],
    ['"Who as|', 'customer:'],
    ['über|', ''],
    ['overd|', 'is:overdue'],
    ['a O|', 'a OR'],
  ])('%j becomes %j', (before, after) => expect(taken(before)).toBe(after))

  test('names come before aliases, and these before what only holds the letters', () => {
    expect(texts('ver|').slice(0, 1)).toEqual(['affects:'])
    expect(texts('re|').indexOf('reporter:')).toBeLessThan(texts('re|').indexOf('votes:'))
    expect(texts('re|').indexOf('votes:')).toBeLessThan(texts('re|').indexOf('created:'))
  })

  test('where a part is negated or in a group, nothing is offered that cannot stand there', () => {
    expect(texts('-|')).not.toContain('in:')
    expect(texts('-|')).not.toContain('sort:')
    expect(texts('(|')).not.toContain('sort:')
    expect(texts('-x OR |')).toContain('in:')
  })

  test('a word that is no key completes to nothing', () => {
    expect(at('http://x.org|').items).toEqual([])
    expect(at('TypeError:|').items).toEqual([])
  })

  test('after a field with a dot, its changes', () => {
    expect(at('status.|')).toMatchObject({kind: 'change', field: 'status'})
    expect(texts('status.|')).toEqual([
      'status.was:',
      'status.changed:',
      'status.from:',
      'status.to:',
      'status.by:',
    ])
    expect(taken('x author.ch| y')).toBe('x author.changed: y')
    expect(at('votes.|').kind).toBe('term')
  })
})

describe('values', () => {
  test('the words after is:, has:, no:, in: and sort:', () => {
    expect(at('is:op|')).toMatchObject({kind: 'state', prefix: 'op', replace: {start: 3, end: 5}})
    expect(texts('is:open,bl|')).toEqual(['blocked', 'blocking', 'public'])
    expect(at('no:|').kind).toBe('presence')
    expect(texts('has:cust|')).toEqual(expect.arrayContaining(['customer-tier', 'customer']))
    expect(texts('no:spr|')).toEqual(['cycle'])
    expect(texts('in:|')).toEqual(['title', 'body', 'comments', 'attachments'])
    expect(texts('sort:upd|')).toEqual(['updated', 'updated-asc', 'updated-desc'])
  })

  test.each([
    ['priority:h|', 'priority:high'],
    ['priority:>=h|', 'priority:>=high'],
    ['priority:low..h|', 'priority:low..high'],
    ['priority:low,h| x', 'priority:low,high x'],
    ['priority:h|ihg x', 'priority:high x'],
    ['priority:hihg|', 'priority:high'],
    ['-(priority:ur|) x', '-(priority:urgent) x'],
    ['customer-tier:ver|', 'customer-tier:"Very high"'],
    ['customer-tier:"very h|', 'customer-tier:"Very high"'],
    ['customer-tier:"very h|igh" x', 'customer-tier:"Very high" x'],
    ['customer-tier:"g| label:"x"', 'customer-tier:gold label:"x"'],
    ['"Customer tier":s|', '"Customer tier":silver'],
    ['billable:y|', 'billable:true'],
    ['due:yes|', 'due:@today-1d'],
    ['due:@today+2|', 'due:@today+2d'],
    ['cycle:@cur|', 'cycle:@current'],
    ['status.changed:>=@to|', 'status.changed:>=@today'],
    ['assignee.was:no|', 'assignee.was:none'],
    ['estimate:2|', 'estimate:2h'],
  ])('%j becomes %j', (before, after) => expect(taken(before)).toBe(after))

  test('comparisons are offered where there are some, before anything is written', () => {
    expect(texts('votes:|')).toEqual(expect.arrayContaining(['>=', '>', '<=', '<']))
    expect(texts('label:|')).toContain('~')
    expect(texts('type:|')).not.toContain('>')
    expect(texts('votes:>|')).not.toContain('>')
  })

  test('what lives in the data is asked for', () => {
    const name = {isCustom: false, kind: 'name'}
    expect(at('label:bu|').wantsValues).toEqual({...name, field: 'label', prefix: 'bu'})
    expect(at('tag:"good fi|').wantsValues).toEqual({...name, field: 'label', prefix: 'good fi'})
    expect(at('label:bug,cr|').wantsValues).toMatchObject({prefix: 'cr'})
    expect(at('assignee:~a|').wantsValues).toMatchObject({field: 'assignee', kind: 'person', prefix: 'a'})
    expect(at('status.by:|').wantsValues).toMatchObject({field: 'status', kind: 'person'})
    expect(at('contact:|').wantsValues).toEqual({
      field: 'contact',
      isCustom: true,
      kind: 'person',
      prefix: '',
    })
    expect(at('priority:|').wantsValues).toBeNull()
    expect(at('title:x|').wantsValues).toBeNull()
    expect(at('cycle:@|').wantsValues).toBeNull()
  })
})

test('every item can be read where it is offered', () => {
  const starts = [
    'is:',
    'has:',
    'no:',
    'in:',
    'sort:',
    'priority:',
    'customer-tier:',
    'due:',
    'cycle:',
    'assignee:',
    'estimate:',
    'assignee.was:',
    'status.changed:',
  ]
  const wrong = starts.flatMap((start) =>
    complete(start, start.length, {customFields})
      .items.filter(({kind}) => kind !== 'operator')
      .map(({text}) => start + text)
      .filter((text) => parse(text, {customFields}).query === null),
  )
  expect(wrong).toEqual([])
})

test('a cursor outside of the text is put at its end', () => {
  expect(complete('is:op', 99).prefix).toBe('op')
  expect(complete('is:op', -1).prefix).toBe('')
  expect(complete('is:op', Number.NaN).prefix).toBe('')
})

test('the number of items can be limited', () => {
  expect(complete('', 0, {limit: 3}).items).toHaveLength(3)
})

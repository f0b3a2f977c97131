import {describe, expect, test} from 'vitest'
import {parse, type ParseOptions} from './parse.ts'
import {print} from './print.ts'
import {customFields} from './testing/custom-fields.ts'
import {withoutSpans} from './testing/meaning.ts'

/** The canonical text, or the codes of the errors. */
function read(text: string, options: ParseOptions = {customFields}): string {
  const {query, errors} = parse(text, options)
  return query === null ? errors.map(({code}) => code).join(' ') : print(query)
}

function firstError(text: string, options: ParseOptions = {customFields}) {
  const [error] = parse(text, options).errors
  if (error === undefined) throw new Error(`No error in ${text}`)
  return {code: error.code, at: text.slice(error.start, error.end), suggestion: error.suggestion}
}

describe('joins', () => {
  test.each([
    ['', ''],
    ['  \n ', ''],
    ['a b', 'a b'],
    ['a AND b', 'a b'],
    ['a and b or not c', 'a and b or not c'],
    ['a OR b c', 'a OR b c'],
    ['(a OR b) c', '(a OR b) c'],
    ['((a)) (b (c d))', 'a b c d'],
    ['a OR (b OR c)', 'a OR b OR c'],
    ['-a -(b OR c) -(d e)', '-a -(b OR c) -(d e)'],
    ['NOT a NOT(b OR c)', '-a -(b OR c)'],
    ['NOT NOT a -(-b)', 'a b'],
    ['a\u3000b\u00a0c', 'a b c'],
  ])('%j reads as %j', (text, canonical) => expect(read(text)).toBe(canonical))

  test('"and" binds tighter than "or"', () => {
    const {query} = parse('a OR b c')
    expect(query?.where).toMatchObject({
      kind: 'or',
      parts: [{text: 'a'}, {kind: 'and', parts: [{text: 'b'}, {text: 'c'}]}],
    })
  })

  test.each([
    ['OR a', 'OR', 'unexpected'],
    ['a OR', 'OR', 'unexpected'],
    ['a AND OR b', 'AND', 'unexpected'],
    ['NOT', 'NOT', 'unexpected'],
    ['a ( ) b', '( )', 'unexpected'],
    ['a (b', '(', 'unclosedParenthesis'],
    ['((((((a))))))', '(', 'tooDeep'],
    ['a "b c', '"b c', 'unclosedQuote'],
    ['a ""', '""', 'missingValue'],
    ['-in:title', '-in:title', 'unexpected'],
    ['(a sort:updated)', 'sort:updated', 'unexpected'],
    ['-sort:updated', 'sort:updated', 'unexpected'],
  ])('%j is wrong at %j: %s', (text, at, code) => expect(firstError(text)).toMatchObject({at, code}))
})

describe('text', () => {
  test.each([
    'http://x.org/a?b=c',
    'foo.js:12:34',
    'std::vector',
    String.raw`C:\x`,
    'C:/x',
    '12:30',
    'TypeError: x',
    'foo()',
    'viewDidLoad() f(x)',
    '(a OR f(x)) b)',
    ':) :(',
    '-- --x -> - , * a,b',
    'label:: x',
    '@ada #42 WEB-42',
    `don't 5" a"b`,
    'x.was:y',
    'or:',
    '設計 ünï',
  ])('%j stays as it is', (text) => expect(read(text, {unknownFields: 'text'})).toBe(text))

  test('a quoted word is a phrase, with two escapes inside', () => {
    const {query} = parse(String.raw`"foo" "say \"hi\"" "C:\dir\\x"`)
    expect(withoutSpans(query ?? {where: null, sort: []})).toMatchObject({
      where: {
        parts: [
          {text: 'foo', isPhrase: true},
          {text: 'say "hi"', isPhrase: true},
          {text: String.raw`C:\dir\x`, isPhrase: true},
        ],
      },
    })
  })

  test('a colon after an unknown word is an error or a part of the text', () => {
    expect(firstError('foo:bar')).toEqual({code: 'unknownField', at: 'foo', suggestion: null})
    expect(read('foo:bar', {unknownFields: 'text'})).toBe('foo:bar')
    expect(firstError('lable:bug', {unknownFields: 'text'})).toEqual({
      code: 'unknownField',
      at: 'lable',
      suggestion: 'label',
    })
    expect(firstError('prio:high')).toMatchObject({at: 'prio', suggestion: 'priority'})
    expect(firstError('"custmer tier":gold')).toMatchObject({suggestion: '"customer tier"'})
    expect(read('constructor:x toString:y', {unknownFields: 'text'})).toBe('constructor:x toString:y')
  })
})

describe('filters', () => {
  test.each([
    ['is:open label:bug -author:x sort:updated-desc', 'is:open label:bug -reporter:x sort:updated-desc'],
    ['LABEL:Bug,"good first issue"', 'label:Bug,"good first issue"'],
    ['Priority:HIGH,low', 'priority:high,low'],
    ['priority:>=High priority:low..*', 'priority:>=high priority:low..*'],
    ['priority:none', 'priority:none'],
    ['assignee:none', 'no:assignee'],
    ['assignee:NONE,ada,*', 'no:assignee OR has:assignee OR assignee:ada'],
    ['-assignee:none,ada x', '-(no:assignee OR assignee:ada) x'],
    ['assignee:"none"', 'assignee:"none"'],
    ['title:none body:none', 'title:none body:none'],
    ['assignee:* votes:*', 'has:assignee has:votes'],
    ['type:*', 'type:*'],
    ['assignee:@me,@ada,~ada', 'assignee:@me,@ada,~ada'],
    ['no:sprint,labels has:owner', 'no:cycle,label has:assignee'],
    ['IS:Open,BLOCKED', 'is:open,blocked'],
    ['in:title,comment', 'in:title,comments'],
    ['created:>=2024-01-01 comments:10..*', 'created:>=2024-01-01 comments:10..*'],
    ['created:2026-11-20T10:00:00Z..@today', 'created:2026-11-20T10:00:00Z..@today'],
    ['updated:@TODAY-2W updated:@today-0d', 'updated:@today-2w updated:@today'],
    ['estimate:1h..2d estimate:>90', 'estimate:1h..2d estimate:>90'],
    ['key:web-1..WEB-9 key:#42', 'key:web-1..WEB-9 key:#42'],
    ['sprint:@current,@next', 'cycle:@current,@next'],
    ['status.was:open status.WAS:x', 'status.was:open status.was:x'],
    [
      'priority.from:>=high status.changed:>@today-1w status.changed:*',
      'priority.from:>=high status.changed:>@today-1w status.changed:*',
    ],
    ['assignee.by:@me assignee.to:none due.was:none', 'assignee.by:@me assignee.to:none due.was:none'],
    ['title:wait... x', 'title:"wait..." x'],
    ['"Customer tier":"very HIGH" customer-tier:gold', 'customer-tier:"Very high" customer-tier:gold'],
    ['customer:x', 'customer:x'],
    ['größe:-5..5 "Größe (cm)":>3', 'größe:-5..5 größe:>3'],
    ['billable:Yes has:"Billable?"', 'billable:true has:billable'],
    ['(label:f(x )', 'label:f(x'],
    ['(label:f(x OR b) c', '(label:f(x OR b) c'],
    ['is:issue repo:WEB', 'is:issue project:WEB'],
  ])('%j reads as %j', (text, canonical) => expect(read(text)).toBe(canonical))

  test.each([
    ['label:-x', 'badComparison', 'label:-x', '-label:x'],
    ['status:!=open', 'badComparison', 'status:!=open', '-status:open'],
    ['status:!open', 'badComparison', 'status:!open', '-status:open'],
    ['status:=open', 'badComparison', '=open', 'open'],
    ['label:>bug', 'badComparison', '>bug', 'bug'],
    ['label:a..b', 'badComparison', 'a..b', '"a..b"'],
    ['created:~2026', 'badComparison', '~2026', '2026'],
    ['created:>2026..2027', 'badComparison', '>2026..2027', '2026..2027'],
    ['votes:*..*', 'badComparison', '*..*', '*'],
    ['votes:5..', 'missingValue', '5..', '5..*'],
    ['label:', 'missingValue', 'label:', null],
    ['label:bug, crash', 'missingValue', ', ', ','],
    ['label:"bug"x', 'unexpected', 'x', null],
    ['label:(a OR b)', 'unexpected', '(a', null],
    ['label:"bug', 'unclosedQuote', '"bug', null],
    ['label:@me', 'badValue', '@me', null],
    ['cycle:@today', 'badValue', '@today', null],
    ['created:2026-02-29', 'badValue', '2026-02-29', null],
    ['created:yesterday', 'badValue', 'yesterday', '@today-1d'],
    ['created:>7d', 'badValue', '7d', '@today-7d'],
    ['created:@today-999999d', 'badValue', '@today-999999d', null],
    ['priority:hihg', 'badValue', 'hihg', 'high'],
    ['key:WEB-1..9', 'badValue', 'WEB-1..9', 'WEB-1..WEB-9'],
    ['key:WEB-1..APP-9', 'badValue', 'WEB-1..APP-9', null],
    ['key:WEB', 'badValue', 'WEB', null],
    ['votes:many', 'badValue', 'many', null],
    ['estimate:2x', 'badValue', '2x', null],
    ['is:pr', 'badValue', 'pr', null],
    ['type:pr', 'badValue', 'pr', null],
    ['is:opne', 'unknownWord', 'opne', 'open'],
    ['no:assigne', 'unknownWord', 'assigne', 'assignee'],
    ['in:titel', 'unknownWord', 'titel', 'title'],
    ['comments.was:3', 'unknownField', 'comments.was', 'comments'],
    ['sort:updatd-asc', 'unknownWord', 'updatd-asc', 'updated-asc'],
    ['sort:-created', 'unknownWord', '-created', 'created-desc'],
  ])('%j is a %s at %j, and %j would do', (text, code, at, suggestion) =>
    expect(firstError(text)).toEqual({code, at, suggestion}),
  )

  test('every error is reported, in the order of the text', () => {
    const {errors} = parse('lable:x is:opne created:soon')
    expect(errors.map(({code}) => code)).toEqual(['unknownField', 'unknownWord', 'badValue'])
  })

  test('an error says what could stand there', () => {
    expect(parse('priority:x').errors[0]?.expected).toEqual([
      'none',
      'low',
      'normal',
      'high',
      'urgent',
      'immediate',
    ])
    expect(parse('is:x').errors[0]?.expected).toHaveLength(10)
  })

  test('names come before custom fields, and their keys before aliases', () => {
    const named = [{key: 'x', name: 'Label', kind: 'text', choices: []}] as const
    expect(read('label:a x:b', {customFields: named})).toBe('label:a x:b')
    expect(parse('label:a', {customFields: named}).query?.where).toMatchObject({isCustom: false})
    expect(parse('customer:a', {customFields}).query?.where).toMatchObject({
      field: 'customer',
      isCustom: true,
    })
    expect(parse('customer:a').query?.where).toMatchObject({field: 'company', isCustom: false})
  })

  test('spans name the place of every part', () => {
    const text = 'x -label:bug,~cra'
    const where = parse(text).query?.where
    if (where?.kind !== 'and' || where.parts[1]?.kind !== 'not') throw new Error('Not read as expected')
    const {span, part} = where.parts[1]
    expect(text.slice(span.start, span.end)).toBe('-label:bug,~cra')
    const matches = part.kind === 'field' ? part.matches : []
    expect(matches.map((match) => text.slice(match.span.start, match.span.end))).toEqual(['bug', '~cra'])
  })
})

describe('order', () => {
  test.each([
    ['sort:updated', 'sort:updated-desc'],
    ['sort:due,title-DESC a', 'a sort:due-asc sort:title-desc'],
    ['a OR sort:votes b', 'a OR b sort:votes-desc'],
    ['a AND sort:votes', 'a sort:votes-desc'],
    ['sort:votes AND a', 'a sort:votes-desc'],
    ['sort:reactions-+1-desc sort:interactions-asc', 'sort:votes-desc sort:comments-asc'],
    ['sort:author', 'sort:reporter-asc'],
    ['sort:updated sort:updated-asc', 'sort:updated-desc'],
    ['sort:relevance', 'sort:relevance'],
    ['sort:relevance-asc', 'badValue'],
  ])('%j reads as %j', (text, canonical) => expect(read(text)).toBe(canonical))
})

describe('limits', () => {
  test('2,000 characters', () => {
    expect(read('a'.repeat(2_000))).toBe('a'.repeat(2_000))
    expect(read('a'.repeat(2_001))).toBe('tooLong')
  })

  test('50 conditions, however they come about', () => {
    expect(read('a '.repeat(50).trim())).toBe('a '.repeat(50).trim())
    expect(read('a '.repeat(51))).toBe('tooManyTerms')
    expect(read(`${'a '.repeat(49)} assignee:none,ada`)).toBe('tooManyTerms')
  })

  test('a list of values is one condition', () => {
    const keys = Array.from({length: 200}, (_, index) => `WEB-${index + 1}`).join(',')
    expect(read(`key:${keys}`)).toBe(`key:${keys}`)
  })

  test('five groups inside each other', () => {
    const text = 'a OR b (c OR d (e OR f (g OR h (i OR j (k OR l)))))'
    expect(read(text)).toBe(text)
    expect(read(`x (${text})`)).toBe('tooDeep')
  })
})

import {expect, test} from 'vitest'
import {planChoices} from './plan-choices.ts'

const before = ['gold', 'silver', 'bronze']

function plan(given: readonly string[] | undefined, renames: Record<string, string>) {
  const {choices, renamed, removed} = planChoices('choice', before, given, renames)
  return {choices, renamed: Object.fromEntries(renamed), removed}
}

test.each([
  ['nothing', undefined, {}, {choices: before, renamed: {}, removed: []}],
  [
    'a new name stands where the old one was',
    undefined,
    {gold: 'Platinum'},
    {choices: ['Platinum', 'silver', 'bronze'], renamed: {gold: 'Platinum'}, removed: []},
  ],
  [
    'two become one',
    undefined,
    {silver: 'gold'},
    {choices: ['gold', 'bronze'], renamed: {silver: 'gold'}, removed: []},
  ],
  [
    'two swap',
    undefined,
    {gold: 'silver', silver: 'gold'},
    {choices: ['silver', 'gold', 'bronze'], renamed: {gold: 'silver', silver: 'gold'}, removed: []},
  ],
  [
    'a new order, one more and one less',
    ['silver', 'gold', 'iron'],
    {},
    {choices: ['silver', 'gold', 'iron'], renamed: {}, removed: ['bronze']},
  ],
  [
    'renamed, in a new order',
    ['bronze', 'Platinum', 'silver'],
    {gold: 'Platinum'},
    {choices: ['bronze', 'Platinum', 'silver'], renamed: {gold: 'Platinum'}, removed: []},
  ],
  [
    'a rename that was made before',
    undefined,
    {brass: 'bronze'},
    {choices: before, renamed: {}, removed: []},
  ],
  ['a name that stays', undefined, {gold: 'gold'}, {choices: before, renamed: {}, removed: []}],
  [
    'other capitals',
    undefined,
    {gold: 'Gold'},
    {choices: ['Gold', 'silver', 'bronze'], renamed: {gold: 'Gold'}, removed: []},
  ],
])('%s', (_name, given, renames, planned) => {
  expect(plan(given, renames)).toEqual(planned)
})

test.each([
  [undefined, {nickel: 'iron'}, '/renamedChoices'],
  [undefined, {gold: 'SILVER'}, '/choices'],
  [['gold', 'silver', 'bronze', 'Platinum'], {gold: 'Platinum'}, '/choices'],
  [['silver', 'bronze'], {gold: 'Platinum'}, '/choices'],
  [[], {}, '/choices'],
])('%j with %j is refused', (given, renames, pointer) => {
  expect(() => plan(given, renames)).toThrow(expect.objectContaining({code: 'invalid', pointer}))
})

test('only a field of kind choice offers choices', () => {
  expect(planChoices('text', [], undefined)).toMatchObject({choices: []})
  expect(() => planChoices('text', [], ['a'])).toThrow('A field of kind text offers no choices')
})

import {expect, test} from 'vitest'
import {hueOf, initialsOf} from './person-mark.ts'

test.each([
  ['Ines Okafor', 'IO'],
  ['Jean-Luc van den Berg', 'JB'],
  ['madonna', 'MA'],
  ['Émile Zola', 'ÉZ'],
  ['maria.lindqvist@birkeland.example', 'ML'],
  ['info@example.com', 'IN'],
  ['Ingo Muschenetz (Inactive)', 'IM'],
  ['李小龙', '李小'],
  ['  ', ''],
])('initials of %j are %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})

test('a name keeps its hue, however it is written', () => {
  expect(hueOf('Ines Okafor')).toBe(hueOf(' ines okafor '))
})

test('a hue is one of 24 on the circle, and names spread over them', () => {
  const hues = new Set(Array.from({length: 500}, (_, index) => hueOf(`Person ${index}`)))
  expect([...hues].every((hue) => hue >= 0 && hue < 360 && hue % 15 === 0)).toBe(true)
  expect(hues.size).toBeGreaterThan(20)
})

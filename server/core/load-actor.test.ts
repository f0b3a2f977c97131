import {describe, expect, test} from 'vitest'
import {standingsFrom} from './load-actor.ts'
import type {Actor} from './actor.ts'
import type {Standing} from './roles.ts'
import type {ProjectVisibility} from '../projects/tables.ts'

/** 1 private ─ 2 private ─ 3 internal, 4 public, 5 internal, 6 private */
const projects: {id: number; parent_id: number | null; visibility: ProjectVisibility}[] = [
  // Children first: a parent need not be loaded before them.
  {id: 3, parent_id: 2, visibility: 'internal'},
  {id: 2, parent_id: 1, visibility: 'private'},
  {id: 1, parent_id: null, visibility: 'private'},
  {id: 4, parent_id: null, visibility: 'public'},
  {id: 5, parent_id: null, visibility: 'internal'},
  {id: 6, parent_id: null, visibility: 'private'},
]

function standings(kind: Actor['kind'], roles: Record<number, Standing> = {}) {
  const given = new Map(Object.entries(roles).map(([id, role]) => [Number(id), role]))
  return Object.fromEntries(standingsFrom(projects, given, kind))
}

describe('without a role', () => {
  test.each(['human', 'bot'] as const)('a %s is a viewer wherever it is not private', (kind) => {
    expect(standings(kind)).toEqual({3: 'viewer', 4: 'viewer', 5: 'viewer'})
  })
  test.each(['contact', 'anonymous'] as const)('%s is a guest in public', (kind) => {
    expect(standings(kind)).toEqual({4: 'guest'})
  })
})

describe('with a role', () => {
  test('it holds in all below, at any depth', () => {
    expect(standings('human', {1: 'member'})).toMatchObject({1: 'member', 2: 'member', 3: 'member'})
  })
  test('it says nothing about those above and beside', () => {
    expect(standings('contact', {2: 'reporter'})).toEqual({2: 'reporter', 3: 'reporter', 4: 'guest'})
  })
  test('the higher of the own and the inherited one counts', () => {
    expect(standings('human', {1: 'maintainer', 2: 'viewer'})).toMatchObject({
      2: 'maintainer',
      3: 'maintainer',
    })
    expect(standings('human', {1: 'viewer', 2: 'maintainer'})).toMatchObject({1: 'viewer', 3: 'maintainer'})
  })
  test('a role in a public project is more than being a guest', () => {
    expect(standings('contact', {4: 'reporter'})).toEqual({4: 'reporter'})
  })
  test('a role for somebody without any gives no sight of the rest', () => {
    expect(standings('contact', {6: 'viewer'})).toEqual({4: 'guest', 6: 'viewer'})
  })
})

import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  letrec,
  nat,
  oneof,
  subarray,
  tuple,
  type Arbitrary,
} from 'fast-check'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {must, startTestApp, type Client, type TestApp} from '../../testing/app.ts'

/** What the naive reader knows of an issue. */
interface Known {
  readonly key: string
  readonly project: string
  readonly priority: number
  readonly labels: readonly string[]
  readonly assignee: string | null
  readonly isOpen: boolean
}

const priorities = ['none', 'low', 'normal', 'high']
const labels = ['red', 'green', 'blue']
const people = ['mia', 'vera']

let t: TestApp
let member: Client
const issues: Known[] = []

beforeAll(async () => {
  t = await startTestApp()
  await t.addProject({key: 'WEB'})
  await t.addProject({key: 'APP'})
  const mia = await t.addPerson({name: 'mia', roles: {WEB: 'member', APP: 'member'}})
  const vera = await t.addPerson({name: 'vera', roles: {WEB: 'member', APP: 'member'}})
  member = mia
  const ids = [null, mia.personId, vera.personId]
  for (let n = 0; n < 48; n++) {
    const issue = {
      project: n % 2 === 0 ? 'WEB' : 'APP',
      priority: priorities[n % 4] ?? 'none',
      labels: labels.filter((_label, place) => (n >> place) % 2 === 1),
      assigneeId: ids[n % 3] ?? null,
    }
    const key = await t.addIssue(issue as Parameters<TestApp['addIssue']>[0])
    const isOpen = n % 5 !== 0
    if (!isOpen) must(await t.admin.put(`/issues/${key}/closure`, {resolution: 'fixed'}), 200)
    issues.push({
      ...issue,
      key,
      isOpen,
      priority: n % 4,
      assignee: n % 3 === 0 ? null : (people[(n % 3) - 1] ?? null),
    })
  }
}, 120_000)
afterAll(() => t.close())

/** A query with what it means. */
interface Said {
  readonly text: string
  readonly holds: (issue: Known) => boolean
}

const leaf: Arbitrary<Said> = oneof(
  constantFrom('WEB', 'APP').map((project) =>
    said(`project:${project}`, (issue) => issue.project === project),
  ),
  subarray(labels, {minLength: 1}).map((some) =>
    said(`label:${some.join()}`, (issue) => some.some((label) => issue.labels.includes(label))),
  ),
  constantFrom(...people).map((name) => said(`assignee:${name}`, (issue) => issue.assignee === name)),
  constant(said('assignee:@me', (issue) => issue.assignee === 'mia')),
  constant(said('no:assignee', (issue) => issue.assignee === null)),
  constant(said('has:label', (issue) => issue.labels.length > 0)),
  constant(said('is:open', (issue) => issue.isOpen)),
  constant(said('is:closed', (issue) => !issue.isOpen)),
  tuple(constantFrom('>', '>=', '<', '<=', ''), nat({max: 3})).map(([comparison, place]) =>
    said(`priority:${comparison}${priorities[place] ?? 'none'}`, ({priority}) =>
      compares(priority, comparison, place),
    ),
  ),
)

const tree = letrec<{tree: Said; and: Said; or: Said; not: Said}>((tie) => ({
  tree: oneof({maxDepth: 3, withCrossShrink: true}, leaf, tie('and'), tie('or'), tie('not')),
  and: array(tie('tree'), {minLength: 2, maxLength: 3}).map((parts) =>
    said(`(${parts.map(({text}) => text).join(' ')})`, (issue) => parts.every(({holds}) => holds(issue))),
  ),
  or: array(tie('tree'), {minLength: 2, maxLength: 3}).map((parts) =>
    said(`(${parts.map(({text}) => text).join(' OR ')})`, (issue) => parts.some(({holds}) => holds(issue))),
  ),
  not: tie('tree').map(({text, holds}) => said(`-(${text})`, (issue) => !holds(issue))),
})).tree

function said(text: string, holds: Said['holds']): Said {
  return {text, holds}
}

function compares(one: number, comparison: string, other: number): boolean {
  switch (comparison) {
    case '>':
      return one > other
    case '>=':
      return one >= other
    case '<':
      return one < other
    case '<=':
      return one <= other
    default:
      return one === other
  }
}

test('any query finds, counts and pages what it says', async () => {
  await assert(
    asyncProperty(array(tree, {minLength: 1, maxLength: 4}), async (parts) => {
      const q = parts.map(({text}) => text).join(' ')
      const expected = issues.filter((issue) => parts.every(({holds}) => holds(issue))).map(({key}) => key)
      const {body} = must(await member.get(`/issues?limit=100&q=${encodeURIComponent(q)}`), 200)
      const found = body.items.map(({key}: {key: string}) => key)
      expect(found.toSorted()).toEqual(expected.toSorted())
      const {body: counted} = must(await member.get(`/issues/count?q=${encodeURIComponent(q)}`), 200)
      expect(counted).toEqual({count: expected.length, isExact: true})
    }),
    {numRuns: 300},
  )
}, 120_000)

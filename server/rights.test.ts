import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {rights, standingGives, type Right} from './core/rights.ts'
import {roles, type Standing} from './core/roles.ts'
import type {ProjectVisibility} from './projects/tables.ts'
import {startTestApp, type Client, type TestApp} from './testing/app.ts'
import {doors, type Door, type Scene} from './testing/rights-doors.ts'

/** Who knocks, and what they are in the project they knock in. */
interface Knocker {
  readonly name: string
  readonly standing: Standing | 'administrator'
  readonly visibility: ProjectVisibility
  readonly isSignedIn: boolean
}

const knockers: readonly Knocker[] = [
  {name: 'somebody who has not signed in', standing: 'none', visibility: 'private', isSignedIn: false},
  {name: 'an outsider', standing: 'none', visibility: 'private', isSignedIn: true},
  {name: 'a visitor of a public project', standing: 'guest', visibility: 'public', isSignedIn: false},
  {name: 'a contact in a public project', standing: 'guest', visibility: 'public', isSignedIn: true},
  ...roles.map((role) => ({
    name: `a ${role}`,
    standing: role,
    visibility: 'private' as const,
    isSignedIn: true,
  })),
  {name: 'an administrator', standing: 'administrator', visibility: 'private', isSignedIn: true},
]

let t: TestApp
const callers = new Map<string, Client>()
const projects = new Map<ProjectVisibility, {key: string; id: number; below: string}>()
let somebody: number

beforeAll(async () => {
  t = await startTestApp()
  for (const visibility of ['private', 'public'] as const) {
    const key = await t.addProject({visibility})
    const below = await t.addProject({visibility, parentKey: key})
    const {id} = await t.db
      .selectFrom('project')
      .select('id')
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    projects.set(visibility, {key, id, below})
  }
  const [privateKey, publicKey] = [projectOf('private').key, projectOf('public').key]
  somebody = (await t.addPerson({name: 'Somebody', roles: {[privateKey]: 'member', [publicKey]: 'member'}}))
    .personId
  await t.addPerson({roles: {[privateKey]: 'maintainer', [publicKey]: 'maintainer'}})
  for (const {name, standing, isSignedIn} of knockers)
    callers.set(name, await makeCaller(standing, isSignedIn))

  async function makeCaller(standing: Knocker['standing'], isSignedIn: boolean): Promise<Client> {
    if (!isSignedIn) return t.anonymous
    if (standing === 'administrator') return t.admin
    if (standing === 'guest') return t.addPerson({kind: 'contact'})
    return t.addPerson(standing === 'none' ? {} : {roles: {[privateKey]: standing}})
  }
}, 60_000)
afterAll(() => t.close())

describe.each(knockers)('$name', (knocker) => {
  test.each(doors.map((door) => ({...door, door})))('$right: $operation', async ({door}) => {
    const answer = await door.call(await setScene(knocker))
    expect(expectedOf(door, knocker), answer.text).toContain(answer.status)
  })
})

test('every right has a door', () => {
  const asked = new Set<Right>(doors.map(({right}) => right))
  expect(Object.keys(rights).filter((right) => !asked.has(right as Right))).toEqual([])
})

test('every door of the API is in the table or has its own rule', () => {
  const listed = new Set(doors.map(({operation}) => operation))
  const paths = Object.entries(t.app.swagger().paths ?? {})
  const operations = paths.flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
  )
  expect(
    operations.filter((operation) => !listed.has(operation) && !ownRule.some((rule) => rule.test(operation))),
  ).toEqual([])
})

/** About oneself, or narrowed to what the caller may see by the read itself: tested with their features. */
const ownRule = [
  /^\w+ \/(session|sessions|sign-in|passkeys|totp|recovery-codes|password|password-resets|api-keys|first-administrator)\b/,
  /^\w+ \/invitations/,
  /^GET \/(issues|projects|fields|people|people\/\{id\}|types|workflows|labels|events|bin|openapi.json)$/,
  /^GET \/issues\/(count|groups)$/,
  /^GET \/search$/,
  /^GET \/query\/(complete|check)$/,
  /^(GET|POST) \/issues\/similar$/,
  /^GET \/issues\/\{key\}\/watchers$/,
  /^GET \/attachments\/\{id\}\//,
  /^(POST \/issues\/bulk|\w+ \/bulk-changes\/)/,
  /^POST \/markdown-previews$/,
  // The way back from a door of the table, or the same feature behind the same check.
  /^DELETE \/people\/\{id\}\/(archive|deactivation|administrator|lock|second-step)$/,
  /^GET \/views/,
  /^GET \/companies/,
  /^(PATCH|DELETE) \/companies\/\{id\}$/,
  /^DELETE \/bin\/\{id\}$/,
]

function expectedOf(door: Door, {standing, isSignedIn}: Knocker): number[] {
  const {least} = rights[door.right]
  const isAllowed =
    standing === 'administrator' || (least !== 'administrator' && standingGives(door.right, standing))
  if (isAllowed) return [200, 201, 202, 204]
  // An operation for administrators alone refuses everybody else before it looks at anything.
  if (least === 'administrator') return isSignedIn ? [403, 404] : [401]
  if (standing === 'none') return isSignedIn ? [404, ...hiddenProject(door)] : [401, 404]
  if (standing === 'guest') return isSignedIn ? [403, 404, door.refused ?? 403] : [401, 404]
  return [door.refused ?? 403]
}

/** A hidden project named in a body is a field at fault, as one that does not exist is. */
function hiddenProject({operation}: Door): number[] {
  return operation === 'POST /issues' || operation === 'POST /views' ? [400] : []
}

async function setScene({name, visibility}: Knocker): Promise<Scene> {
  const caller = callers.get(name) ?? t.anonymous
  const {key: project, id: projectId, below} = projectOf(visibility)
  const issue = await t.addIssue({project, visibility: 'project'})
  const other = await t.addIssue({project, visibility: 'project'})
  const number = Number(issue.split('-')[1])
  const {id: issueId} = await t.db
    .selectFrom('issue')
    .select('id')
    .where('project_id', '=', projectId)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return {t, project, projectId, below, issue, issueId, other, caller, somebody}
}

function projectOf(visibility: ProjectVisibility): {key: string; id: number; below: string} {
  const project = projects.get(visibility)
  if (project === undefined) throw new Error(`No ${visibility} project`)
  return project
}

import {must, startTestApp, type Client, type TestApp} from '../../../testing/app.ts'
import {dayIn} from '../fields/days.ts'

/** A little workspace in which every field of a query tells some issues from others. */
export interface FindWorld {
  readonly t: TestApp
  /** Of the projects WEB and APP; reads internal notes there. Called Mia Member, login mia. */
  readonly member: Client & {personId: number}
  /** Of WEB alone, without notes. Called Vera Viewer, login vera. */
  readonly viewer: Client & {personId: number}
  /** A customer of the company Acme. Called Cora Contact, login cora. */
  readonly contact: Client & {personId: number}
  /** A customer without a company. */
  readonly stranger: Client & {personId: number}
}

export async function buildFindWorld(): Promise<FindWorld> {
  const t = await startTestApp()
  for (const key of ['WEB', 'APP', 'HID']) await t.addProject({key})
  await t.addProject({key: 'PUB', visibility: 'public'})
  await t.admin.patch('/projects/APP', {name: 'Die Äpfel-App'})
  const companyId = must(await t.admin.post('/companies', {name: 'Acme'}), 201).body.id as number
  const member = await t.addPerson({name: 'Mia Member', roles: {WEB: 'member', APP: 'member'}})
  const viewer = await t.addPerson({name: 'Vera Viewer', roles: {WEB: 'viewer'}})
  const contact = await t.addPerson({name: 'Cora Contact', kind: 'contact', companyId})
  const stranger = await t.addPerson({name: 'Sue Stranger', kind: 'contact'})
  for (const [{personId}, login] of [
    [member, 'mia'],
    [viewer, 'vera'],
    [contact, 'cora'],
  ] as const)
    await t.db
      .updateTable('person')
      .set({login, email: `${login}@mail.example`})
      .where('id', '=', personId)
      .execute()
  const world = {t, member, viewer, contact, stranger}
  await addFields(t)
  await addIssues(world, await addCatalogue(world))
  await relate(t)
  await discuss(world)
  await change(world)
  await setTimes(t)
  return world
}

async function addFields({admin}: TestApp): Promise<void> {
  const add = async (field: object) => must(await admin.post('/fields', field), 201)
  await add({key: 'tier', name: 'Customer tier', kind: 'choice', choices: ['gold', 'silver']})
  await add({key: 'cost', name: 'Cost', kind: 'number'})
  await add({key: 'seen-on', name: 'Seen on', kind: 'date'})
  await add({key: 'paid', name: 'Paid', kind: 'boolean'})
  await add({key: 'buyer', name: 'Buyer', kind: 'person'})
  await add({key: 'remark', name: 'Remark', kind: 'text'})
  await add({key: 'link', name: 'Link', kind: 'url'})
  await add({key: 'secret', name: 'Secret', kind: 'text', projects: ['HID']})
}

type Ids = Readonly<
  Record<'parser' | 'v1' | 'v2' | 'v3' | 'past' | 'now' | 'soon' | 'sprintNow' | 'sprintNext', number>
>

async function addCatalogue({t: {admin}}: FindWorld): Promise<Ids> {
  const add = async (list: string, body: object) =>
    must(await admin.post(`/projects/WEB/${list}`, body), 201).body.id as number
  return {
    parser: await add('components', {name: 'Parser'}),
    v1: await add('versions', {name: '1.0'}),
    v2: await add('versions', {name: '2.0 Größer'}),
    v3: await add('versions', {name: '3.0'}),
    past: await add('milestones', {name: 'Alpha', startsOn: day(-60), dueOn: day(-30)}),
    now: await add('milestones', {name: 'Beta', dueOn: day(10)}),
    soon: await add('milestones', {name: 'Gamma', dueOn: day(40)}),
    sprintNow: await add('cycles', {name: 'Sprint 7', startsOn: day(-3), endsOn: day(10)}),
    sprintNext: await add('cycles', {name: 'Sprint 8', startsOn: day(11), endsOn: day(24)}),
  }
}

async function addIssues({t, member, viewer, contact}: FindWorld, ids: Ids): Promise<void> {
  await t.addIssue(
    {
      project: 'WEB',
      title: 'Window crashes on resize',
      body: 'It broke, ask @mia. See also mia@mail.example',
      steps: 'Drag the corner',
      expected: 'The window follows',
      actual: 'An explosion',
      environment: 'Firefox 130 on Linux',
      priority: 'urgent',
      severity: 'crash',
      reproducibility: 'haveNotTried',
      assigneeId: member.personId,
      labels: ['Data loss', 'ui'],
      componentIds: [ids.parser],
      affectsVersionIds: [ids.v1],
      targetVersionIds: [ids.v2],
      fixedVersionIds: [ids.v3],
      milestoneId: ids.now,
      cycleId: ids.sprintNow,
      dueOn: day(-2),
      startOn: day(-5),
      estimateMinutes: 90,
      custom: {
        tier: 'gold',
        cost: 12.5,
        'seen-on': '2026-03-04',
        paid: true,
        buyer: viewer.personId,
        remark: 'Rings at night',
        link: 'https://shop.example/42',
      },
    },
    member,
  )
  await t.addIssue({
    project: 'WEB',
    type: 'feature',
    title: 'Add a dark theme',
    status: 'planned',
    priority: 'low',
    milestoneId: ids.soon,
    cycleId: ids.sprintNext,
    dueOn: day(30),
    reporterId: viewer.personId,
    custom: {tier: 'silver', cost: 3, paid: false},
  })
  await t.addIssue({
    project: 'WEB',
    type: 'task',
    title: 'Clean the parser up',
    status: 'in-progress',
    severity: null,
  })
  await t.addIssue({project: 'WEB', title: 'Window crashes again', severity: 'minor', milestoneId: ids.past})
  await t.addIssue({project: 'WEB', title: 'Private window', visibility: 'private'})
  await t.addIssue({
    project: 'WEB',
    type: 'question',
    title: 'How to print?',
    status: 'waiting',
    assigneeId: viewer.personId,
  })
  await t.addIssue({project: 'WEB', title: 'Plain'})
  await t.addIssue({
    project: 'APP',
    title: 'Äpfel und Birnen',
    reporterId: contact.personId,
    visibility: 'public',
  })
  await t.addIssue({project: 'WEB', title: 'Wanderer'}, member)
  await t.addIssue({project: 'HID', title: 'Nobody knows'})
  await t.addIssue({project: 'PUB', title: 'Seen by all', visibility: 'public', assigneeId: member.personId})
  await t.addIssue({project: 'WEB', title: 'In the bin', labels: ['ui']})
  must(await t.admin.delete('/issues/WEB-9'), 204)
}

async function relate({admin}: TestApp): Promise<void> {
  const add = async (key: string, kind: string, other: string) =>
    must(await admin.post(`/issues/${key}/relations`, {kind, otherKey: other}), 201)
  await admin.patch('/issues/WEB-2', {parentKey: 'WEB-3'})
  await admin.patch('/issues/WEB-7', {parentKey: 'HID-1'})
  await add('WEB-3', 'blocks', 'WEB-1')
  await add('HID-1', 'blocks', 'WEB-7')
  await add('WEB-4', 'duplicates', 'WEB-1')
  await add('WEB-6', 'relatesTo', 'WEB-1')
  await add('WEB-6', 'causedBy', 'WEB-4')
}

async function discuss({t: {admin, db}, member, viewer}: FindWorld): Promise<void> {
  await member.post('/issues/WEB-1/comments', {body: 'Seen here too, @vera'})
  await admin.post('/issues/WEB-1/comments', {body: 'And here'})
  await member.post('/issues/WEB-6/comments', {body: 'For us: ask @cora', isInternal: true})
  await member.put('/issues/WEB-1/vote')
  await viewer.put('/issues/WEB-6/vote')
  await db.deleteFrom('watcher').execute()
  await member.put(`/issues/WEB-4/watchers/${member.personId}`)
  await viewer.put(`/issues/WEB-6/watchers/${viewer.personId}`)
  await db.updateTable('issue').set({attachment_count: 2}).where('title', '=', 'How to print?').execute()
}

/** Day in UTC, so many days from today. */
function day(offset: number): string {
  return dayIn('UTC', new Date(Date.now() + offset * 86_400_000))
}

async function set(by: Client, key: string, fields: object): Promise<void> {
  must(await by.patch(`/issues/${key}`, fields), 200)
}

/** Changes that leave a history: what was is no more. */
async function change({t: {admin}, member, viewer}: FindWorld): Promise<void> {
  await set(member, 'WEB-3', {priority: 'high'})
  await set(admin, 'WEB-3', {priority: 'none', labels: ['ui']})
  await set(admin, 'WEB-3', {labels: []})
  await set(member, 'WEB-6', {assigneeId: member.personId})
  await set(admin, 'WEB-6', {assigneeId: viewer.personId, dueOn: day(3), estimateMinutes: 30})
  await set(admin, 'WEB-6', {dueOn: null, estimateMinutes: null, title: 'How to print'})
  await set(admin, 'WEB-2', {milestoneId: null})
  must(await admin.put('/issues/WEB-4/closure', {resolution: 'duplicate'}), 200)
  must(await admin.put('/issues/WEB-8/project', {project: 'APP'}), 200)
}

/** Close to midnight in UTC, which is another day elsewhere. */
async function setTimes({db}: TestApp): Promise<void> {
  const update = (title: string, columns: object) =>
    db.updateTable('issue').set(columns).where('title', '=', title).execute()
  await update('Plain', {created_at: '2026-01-31T23:30:00.000Z', updated_at: '2026-02-28T12:00:00.000Z'})
  await update('Window crashes again', {
    closed_at: '2026-02-01T00:00:00.000Z',
    resolved_at: '2026-01-15T08:00:00.000Z',
  })
}

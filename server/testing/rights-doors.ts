import type {Right} from '../core/rights.ts'
import type {Client, TestApp} from './app.ts'

/** What a door is tried on, made anew for each try by an administrator. */
export interface Scene {
  readonly t: TestApp
  /** Key of the project in which the caller has their standing. */
  readonly project: string
  readonly projectId: number
  /** A project below it, where roles hold too. */
  readonly below: string
  readonly issue: string
  readonly issueId: number
  /** A second issue, to relate to. */
  readonly other: string
  readonly caller: Client
  /** A member of the project who is not the caller. */
  readonly somebody: number
}

export interface Door {
  readonly right: Right
  /** As in the API's description, to see that none is forgotten. */
  readonly operation: string
  readonly call: (scene: Scene) => Promise<{status: number; text: string}>
  /** What a refused caller gets who sees the thing itself; 403 where nothing is said. */
  readonly refused?: number
}

let counter = 0
const fresh = (): string => `${++counter}`

function door(right: Right, operation: string, call: Door['call'], refused?: number): Door {
  return {right, operation, call, ...(refused === undefined ? {} : {refused})}
}

/** Every right with every door that asks for it. */
export const doors: readonly Door[] = [
  door('project.view', 'GET /projects/{key}', ({caller, project}) => caller.get(`/projects/${project}`)),
  ...(['components', 'versions', 'milestones', 'cycles', 'labels'] as const).map((list) =>
    door('project.view', `GET /projects/{key}/${list}`, ({caller, project}) =>
      caller.get(`/projects/${project}/${list}`),
    ),
  ),
  door('project.viewPeople', 'GET /projects/{key}/members', ({caller, project}) =>
    caller.get(`/projects/${project}/members`),
  ),
  door('project.viewPeople', 'GET /projects/{key}/people', ({caller, project}) =>
    caller.get(`/projects/${project}/people`),
  ),

  ...[
    '',
    '/comments',
    '/attachments',
    '/events',
    '/relations',
    '/similar',
    '/sub-issues',
    '/revisions?field=body',
  ].map((path) =>
    door('issue.viewPublic', `GET /issues/{key}${path.split('?')[0]}`, async (scene) => {
      await setVisibility(scene, 'public')
      return scene.caller.get(`/issues/${scene.issue}${path}`)
    }),
  ),
  door('issue.viewProject', 'GET /issues/{key}', ({caller, issue}) => caller.get(`/issues/${issue}`), 404),
  door(
    'issue.viewPrivate',
    'GET /issues/{key}',
    async (scene) => {
      await setVisibility(scene, 'private')
      return scene.caller.get(`/issues/${scene.issue}`)
    },
    404,
  ),
  door('issue.create', 'POST /issues', ({caller, project}) =>
    caller.post('/issues', {project, type: 'bug', title: 'New'}),
  ),
  door('issue.watch', 'PUT /issues/{key}/watchers/{personId}', ({caller, issue}) =>
    caller.put(`/issues/${issue}/watchers/${caller.personId ?? 0}`),
  ),
  door('issue.watch', 'DELETE /issues/{key}/watchers/{personId}', async ({t, caller, issue, issueId}) => {
    if (caller.personId !== null)
      await t.db
        .insertInto('watcher')
        .values({issue_id: issueId, person_id: caller.personId, since: new Date()})
        .execute()
    return caller.delete(`/issues/${issue}/watchers/${caller.personId ?? 0}`)
  }),
  door('watcher.changeOthers', 'PUT /issues/{key}/watchers/{personId}', ({caller, issue, somebody}) =>
    caller.put(`/issues/${issue}/watchers/${somebody}`),
  ),
  door('issue.vote', 'PUT /issues/{key}/vote', ({caller, issue}) => caller.put(`/issues/${issue}/vote`)),
  door('issue.vote', 'DELETE /issues/{key}/vote', async ({t, caller, issue, issueId}) => {
    if (caller.personId !== null)
      await t.db
        .insertInto('vote')
        .values({issue_id: issueId, person_id: caller.personId, at: new Date()})
        .execute()
    return caller.delete(`/issues/${issue}/vote`)
  }),

  door('comment.add', 'POST /issues/{key}/comments', ({caller, issue}) =>
    caller.post(`/issues/${issue}/comments`, {body: 'Seen here too'}),
  ),
  door('comment.addInternal', 'POST /issues/{key}/comments', ({caller, issue}) =>
    caller.post(`/issues/${issue}/comments`, {body: 'For us', isInternal: true}),
  ),
  door(
    'comment.viewInternal',
    'GET /comments/{id}/revisions',
    async (scene) => scene.caller.get(`/comments/${await addComment(scene, scene.somebody, true)}/revisions`),
    404,
  ),
  door('comment.changeOwn', 'PATCH /comments/{id}', async (scene) =>
    scene.caller.patch(`/comments/${await addComment(scene, scene.caller.personId)}`, {body: 'Better'}),
  ),
  door('comment.changeOwn', 'DELETE /comments/{id}', async (scene) =>
    scene.caller.delete(`/comments/${await addComment(scene, scene.caller.personId)}`),
  ),
  door('comment.moderate', 'PATCH /comments/{id}', async (scene) =>
    scene.caller.patch(`/comments/${await addComment(scene, scene.somebody)}`, {body: 'Better'}),
  ),
  door('comment.moderate', 'DELETE /comments/{id}', async (scene) =>
    scene.caller.delete(`/comments/${await addComment(scene, scene.somebody)}`),
  ),

  door('attachment.add', 'POST /issues/{key}/attachments', upload),
  door('attachment.removeOwn', 'DELETE /attachments/{id}', async (scene) =>
    scene.caller.delete(`/attachments/${await addAttachment(scene, scene.caller.personId)}`),
  ),
  door('attachment.moderate', 'DELETE /attachments/{id}', async (scene) =>
    scene.caller.delete(`/attachments/${await addAttachment(scene, scene.somebody)}`),
  ),

  door('issue.changeText', 'PATCH /issues/{key}', ({caller, issue}) =>
    caller.patch(`/issues/${issue}`, {title: 'Clearer'}),
  ),
  door('issue.changeText', 'PUT /issues/{key}/restored-text', async ({t, caller, issue, issueId}) => {
    await t.admin.patch(`/issues/${issue}`, {body: 'Later'})
    const event = await t.db
      .selectFrom('event')
      .select('id')
      .where('issue_id', '=', issueId)
      .where('kind', '=', 'issue.changed')
      .executeTakeFirstOrThrow()
    return caller.put(`/issues/${issue}/restored-text`, {field: 'body', eventId: event.id, side: 'from'})
  }),
  door('issue.change', 'PATCH /issues/{key}', ({caller, issue}) =>
    caller.patch(`/issues/${issue}`, {priority: 'high'}),
  ),
  door('issue.change', 'PUT /issues/{key}/closure', ({caller, issue}) =>
    caller.put(`/issues/${issue}/closure`, {resolution: 'fixed'}),
  ),
  door('issue.change', 'DELETE /issues/{key}/closure', async ({t, caller, issue}) => {
    await t.admin.put(`/issues/${issue}/closure`, {resolution: 'fixed'})
    return caller.delete(`/issues/${issue}/closure`)
  }),
  door('issue.move', 'PUT /issues/{key}/project', ({caller, issue, below}) =>
    caller.put(`/issues/${issue}/project`, {project: below}),
  ),
  door('relation.change', 'POST /issues/{key}/relations', ({caller, issue, other}) =>
    caller.post(`/issues/${issue}/relations`, {kind: 'relatesTo', otherKey: other}),
  ),
  door('relation.change', 'DELETE /relations/{id}', async ({t, caller, issue, other}) => {
    const {body} = await t.admin.post(`/issues/${issue}/relations`, {kind: 'blocks', otherKey: other})
    return caller.delete(`/relations/${body.id}`)
  }),
  door('issue.delete', 'DELETE /issues/{key}', ({caller, issue}) => caller.delete(`/issues/${issue}`)),
  door(
    'issue.delete',
    'PUT /bin/{id}/restoration',
    async ({t, caller, issue, issueId}) => {
      await t.admin.delete(`/issues/${issue}`)
      return caller.put(`/bin/${issueId}/restoration`)
    },
    404,
  ),

  ...(['components', 'versions', 'milestones', 'cycles'] as const).flatMap((list) => [
    door('project.catalogue', `POST /projects/{key}/${list}`, ({caller, project}) =>
      caller.post(`/projects/${project}/${list}`, {name: `New ${fresh()}`}),
    ),
    door('project.catalogue', `PATCH /${list}/{id}`, async (scene) =>
      scene.caller.patch(`/${list}/${await addToCatalogue(scene, list)}`, {name: `Other ${fresh()}`}),
    ),
    door('project.catalogue', `DELETE /${list}/{id}`, async (scene) =>
      scene.caller.delete(`/${list}/${await addToCatalogue(scene, list)}`),
    ),
  ]),
  door('label.change', 'POST /projects/{key}/labels', ({caller, project}) =>
    caller.post(`/projects/${project}/labels`, {name: `label ${fresh()}`}),
  ),
  door('label.change', 'PATCH /labels/{id}', async (scene) =>
    scene.caller.patch(`/labels/${await addToCatalogue(scene, 'labels')}`, {name: `label ${fresh()}`}),
  ),
  door('label.change', 'DELETE /labels/{id}', async (scene) =>
    scene.caller.delete(`/labels/${await addToCatalogue(scene, 'labels')}`),
  ),
  door('view.share', 'POST /views', ({caller, project}) =>
    caller.post('/views', {name: 'Shared', project, isShared: true}),
  ),
  door('view.share', 'PATCH /views/{id}', async (scene) =>
    scene.caller.patch(`/views/${await addView(scene)}`, {name: `Shared ${fresh()}`}),
  ),
  door('view.share', 'PUT /views/order', async (scene) =>
    scene.caller.put('/views/order', {ids: [await addView(scene), await addView(scene)].toReversed()}),
  ),
  door('view.share', 'DELETE /views/{id}', async (scene) =>
    scene.caller.delete(`/views/${await addView(scene)}`),
  ),
  door('project.change', 'PATCH /projects/{key}', ({caller, project}) =>
    caller.patch(`/projects/${project}`, {description: `Text ${fresh()}`}),
  ),
  door('project.archive', 'PUT /projects/{key}/archive', async ({t, caller, project}) => {
    const answer = await caller.put(`/projects/${project}/archive`)
    await t.admin.delete(`/projects/${project}/archive`)
    return answer
  }),
  door('project.archive', 'DELETE /projects/{key}/archive', async ({t, caller, project}) => {
    await t.admin.put(`/projects/${project}/archive`)
    const answer = await caller.delete(`/projects/${project}/archive`)
    await t.admin.delete(`/projects/${project}/archive`)
    return answer
  }),
  door('project.members', 'PUT /projects/{key}/members/{personId}', ({caller, project, somebody}) =>
    caller.put(`/projects/${project}/members/${somebody}`, {role: 'member'}),
  ),
  door('project.members', 'DELETE /projects/{key}/members/{personId}', async ({t, caller, project}) => {
    const {personId} = await t.addPerson({roles: {[project]: 'viewer'}})
    return caller.delete(`/projects/${project}/members/${personId}`)
  }),
  door('project.renameKey', 'PUT /projects/{key}/key', async ({t, caller}) => {
    const key = await t.addProject({visibility: 'public'})
    return caller.put(`/projects/${key}/key`, {key: `R${fresh()}X`})
  }),

  door('project.create', 'POST /projects', ({caller}) =>
    caller.post('/projects', {key: `N${fresh()}`, name: 'New'}),
  ),
  door('label.changeGlobal', 'POST /labels', ({caller}) =>
    caller.post('/labels', {name: `everywhere ${fresh()}`}),
  ),
  door('view.shareGlobal', 'POST /views', ({caller}) =>
    caller.post('/views', {name: 'Shared with all', isShared: true}),
  ),
  door('field.change', 'POST /fields', ({caller}) =>
    caller.post('/fields', {key: `field-${fresh()}`, name: `Field ${fresh()}`, kind: 'text'}),
  ),
  door('field.change', 'PATCH /fields/{key}', async ({t, caller}) =>
    caller.patch(`/fields/${await addField(t)}`, {name: `Field ${fresh()}`}),
  ),
  door('field.change', 'DELETE /fields/{key}', async ({t, caller}) =>
    caller.delete(`/fields/${await addField(t)}`),
  ),
  door('field.change', 'PUT /fields/{key}/archive', async ({t, caller}) =>
    caller.put(`/fields/${await addField(t)}/archive`),
  ),
  door('field.change', 'DELETE /fields/{key}/archive', async ({t, caller}) =>
    caller.delete(`/fields/${await addField(t)}/archive`),
  ),
  door('people.manage', 'POST /people', ({caller}) => caller.post('/people', {name: 'Somebody New'})),
  door('people.manage', 'PATCH /people/{id}', ({caller, somebody}) =>
    caller.patch(`/people/${somebody}`, {name: `Renamed ${fresh()}`}),
  ),
  door('people.manage', 'PUT /people/{id}/archive', async ({t, caller}) =>
    caller.put(`/people/${await addExtra(t)}/archive`),
  ),
  door('people.manage', 'PUT /people/{id}/deactivation', async ({t, caller}) =>
    caller.put(`/people/${await addExtra(t)}/deactivation`),
  ),
  door('people.manage', 'PUT /people/{id}/administrator', async ({t, caller}) =>
    caller.put(`/people/${await addExtra(t)}/administrator`),
  ),
  door('people.manage', 'POST /people/{id}/reset-link', async ({t, caller}) =>
    caller.post(`/people/${await addExtra(t)}/reset-link`),
  ),
  door('people.manage', 'POST /invitations', ({caller}) => caller.post('/invitations', {isAdmin: true})),
  door('people.manage', 'POST /companies', ({caller}) =>
    caller.post('/companies', {name: `Company ${fresh()}`}),
  ),
  door('audit.read', 'GET /audit-log', ({caller}) => caller.get('/audit-log')),
]

async function setVisibility({t, issue}: Scene, visibility: 'public' | 'private'): Promise<void> {
  await t.admin.patch(`/issues/${issue}`, {visibility})
}

async function addComment(
  {t, issueId, somebody}: Scene,
  authorId: number | null,
  isInternal = false,
): Promise<number> {
  const row = {
    issue_id: issueId,
    author_id: authorId ?? somebody,
    body: 'Text',
    is_internal: isInternal,
    created_at: new Date(),
  }
  return (await t.db.insertInto('comment').values(row).returning('id').executeTakeFirstOrThrow()).id
}

async function addAttachment({t, issueId, somebody}: Scene, uploaderId: number | null): Promise<number> {
  const row = {
    issue_id: issueId,
    uploader_id: uploaderId ?? somebody,
    name: 'a.txt',
    mime: 'text/plain',
    size: 1,
    created_at: new Date(),
  }
  return (await t.db.insertInto('attachment').values(row).returning('id').executeTakeFirstOrThrow()).id
}

async function addToCatalogue(
  {t, projectId}: Scene,
  list: 'components' | 'versions' | 'milestones' | 'cycles' | 'labels',
): Promise<number> {
  const table = {
    components: 'component',
    versions: 'version',
    milestones: 'milestone',
    cycles: 'cycle',
    labels: 'label',
  } as const
  const row = {project_id: projectId, name: `Thing ${fresh()}`}
  return (await t.db.insertInto(table[list]).values(row).returning('id').executeTakeFirstOrThrow()).id
}

async function addView({t, project}: Scene): Promise<number> {
  const {body} = await t.admin.post('/views', {name: `View ${fresh()}`, project, isShared: true})
  return body.id as number
}

async function addField(t: TestApp): Promise<string> {
  const {body} = await t.admin.post('/fields', {
    key: `field-${fresh()}`,
    name: `Field ${fresh()}`,
    kind: 'text',
  })
  return body.key as string
}

async function addExtra(t: TestApp): Promise<number> {
  return (await t.addPerson()).personId
}

async function upload({t, caller, issue}: Scene): Promise<{status: number; text: string}> {
  const payload =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nhello\r\n--b--\r\n'
  const headers = {
    'content-type': 'multipart/form-data; boundary=b',
    ...(caller.token === null ? {} : {authorization: `Bearer ${caller.token}`}),
  }
  const response = await t.app.inject({
    method: 'POST',
    url: `/api/v1/issues/${issue}/attachments`,
    headers,
    payload,
  })
  return {status: response.statusCode, text: response.payload}
}

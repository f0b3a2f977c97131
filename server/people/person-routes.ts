import {z} from 'zod'
import type {Context} from '../core/context.ts'
import type {App} from '../core/http/app.ts'
import {pageOf} from '../core/http/cursor.ts'
import {archivePerson, unarchivePerson} from './archive-person.ts'
import {
  disableAccount,
  enableAccount,
  makeAdministrator,
  unlockAccount,
  unmakeAdministrator,
} from './change-account.ts'
import {changePerson, changePersonSchema} from './change-person.ts'
import {createPerson, createPersonSchema} from './create-person.ts'
import {findPeople, findPeopleSchema, getPerson} from './find-people.ts'
import {makeResetLink, removeSecondStep, resetLinkSchema} from './help-sign-in.ts'
import {idParams, personDetailSchema, personSchema} from './schemas.ts'

const tags = ['people']

export function personRoutes(app: App): void {
  app.get(
    '/people',
    {
      schema: {
        tags,
        summary: 'Find people',
        querystring: findPeopleSchema,
        response: {200: pageOf(personSchema)},
      },
    },
    (request) => findPeople(request.ctx, request.query),
  )

  app.post(
    '/people',
    {
      config: {admin: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Add somebody who cannot sign in yet',
        body: createPersonSchema,
        response: {201: personDetailSchema},
      },
    },
    (request) => createPerson(request.ctx, request.body),
  )

  app.get(
    '/people/:id',
    {schema: {tags, summary: 'Show a person', params: idParams, response: {200: personDetailSchema}}},
    (request) => getPerson(request.ctx, request.params.id),
  )

  app.patch(
    '/people/:id',
    {
      schema: {
        tags,
        summary: 'Change a person; of oneself the name and the language',
        params: idParams,
        body: changePersonSchema,
        response: {200: personDetailSchema},
      },
    },
    (request) => changePerson(request.ctx, {...request.body, id: request.params.id}),
  )

  app.post(
    '/people/:id/reset-link',
    {
      config: {admin: true, successStatus: 201, answersSecret: true},
      schema: {
        tags,
        summary: 'Make a link to set a new password',
        params: idParams,
        response: {201: resetLinkSchema},
      },
    },
    (request) => makeResetLink(request.ctx, request.params.id),
  )

  stateRoutes(app)
}

type Act = (ctx: Context, personId: number) => Promise<null>

/** States of a person that an administrator puts or deletes. */
function stateRoutes(app: App): void {
  const doors: readonly ['PUT' | 'DELETE', string, string, Act][] = [
    ['PUT', 'archive', 'Archive a person', archivePerson],
    ['DELETE', 'archive', 'Take a person out of the archive', unarchivePerson],
    ['PUT', 'deactivation', 'Disable an account', disableAccount],
    ['DELETE', 'deactivation', 'Enable an account', enableAccount],
    ['PUT', 'administrator', 'Make somebody an administrator', makeAdministrator],
    ['DELETE', 'administrator', 'Make an administrator an ordinary person', unmakeAdministrator],
    ['DELETE', 'lock', 'End a lock-out', unlockAccount],
    ['DELETE', 'second-step', 'Remove the authenticator app of somebody who lost it', removeSecondStep],
  ]
  for (const [method, state, summary, act] of doors) {
    app.route({
      method,
      url: `/people/:id/${state}`,
      config: {admin: true},
      schema: {tags, summary, params: idParams, response: {204: z.null()}},
      handler: async (request, reply) => {
        await act(request.ctx, request.params.id)
        return reply.code(204).send(null)
      },
    })
  }
}

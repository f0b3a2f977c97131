import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {idParams} from '../schemas.ts'
import {answerSignedIn} from './answer-signed-in.ts'
import {becomeFirstAdministrator, becomeFirstAdministratorSchema} from './first-administrator.ts'
import {listSessions, openSessionSchema} from './list-sessions.ts'
import {clearSessionCookie, renewSessionCookie} from './session-cookie.ts'
import {askForLink, askForLinkSchema} from './send-link.ts'
import {signInByLink, signInByLinkSchema} from './sign-in-by-link.ts'
import {signInByPassword, signInSchema} from './sign-in-by-password.ts'
import {endSession, signOut, signOutEverywhere} from './sign-out.ts'
import {sessionSchema, viewSession} from './view-session.ts'

const tags = ['sign-in']

export function sessionRoutes(app: App): void {
  app.get(
    '/session',
    {
      config: {anonymous: true},
      schema: {tags, summary: 'Who you are, and how one signs in here', response: {200: sessionSchema}},
    },
    (request, reply) => {
      renewSessionCookie(request, reply)
      return viewSession(request.ctx)
    },
  )

  app.post(
    '/session',
    {
      config: {anonymous: true, successStatus: 201},
      schema: {tags, summary: 'Sign in by password', body: signInSchema, response: {201: sessionSchema}},
    },
    (request, reply) => answerSignedIn(request, reply, signInByPassword),
  )

  app.delete(
    '/session',
    {config: {anonymous: true}, schema: {tags, summary: 'Sign out', response: {204: z.null()}}},
    async (request, reply) => {
      await signOut(request.ctx)
      clearSessionCookie(reply, request.ctx.services)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/first-administrator',
    {
      config: {anonymous: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Make the first account, by the link the server shows when it starts',
        body: becomeFirstAdministratorSchema,
        response: {201: sessionSchema},
      },
    },
    (request, reply) => answerSignedIn(request, reply, becomeFirstAdministrator),
  )

  linkRoutes(app)
  openSessionRoutes(app)
}

function linkRoutes(app: App): void {
  app.post(
    '/sign-in/magic-link',
    {
      config: {anonymous: true, successStatus: 202},
      schema: {
        tags,
        summary: 'Ask for a link to sign in, by mail',
        body: askForLinkSchema,
        response: {202: z.null()},
      },
    },
    (request) => askForLink(request.ctx, request.body, 'magicLink'),
  )

  app.post(
    '/sign-in/magic-link/session',
    {
      config: {anonymous: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Sign in by such a link',
        body: signInByLinkSchema,
        response: {201: sessionSchema},
      },
    },
    (request, reply) => answerSignedIn(request, reply, signInByLink),
  )
}

function openSessionRoutes(app: App): void {
  app.get(
    '/sessions',
    {
      schema: {
        tags,
        summary: 'Where you are signed in',
        response: {200: z.object({items: z.array(openSessionSchema)})},
      },
    },
    (request) => listSessions(request.ctx),
  )

  app.delete(
    '/sessions',
    {schema: {tags, summary: 'Sign out everywhere', response: {204: z.null()}}},
    async (request, reply) => {
      await signOutEverywhere(request.ctx)
      clearSessionCookie(reply, request.ctx.services)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    '/sessions/:id',
    {schema: {tags, summary: 'Sign out on one device', params: idParams, response: {204: z.null()}}},
    async (request, reply) => {
      await endSession(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

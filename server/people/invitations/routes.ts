import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {idParams, tokenSchema} from '../schemas.ts'
import {answerSignedIn} from '../sign-in/answer-signed-in.ts'
import {sessionSchema} from '../sign-in/view-session.ts'
import {acceptInvitation, acceptInvitationSchema, showInvitation} from './accept-invitation.ts'
import {invitationSchema} from './invitation-record.ts'
import {invite, invitedSchema, inviteSchema} from './invite.ts'
import {listInvitations, revokeInvitation} from './manage-invitations.ts'

const tags = ['invitations']

export function invitationRoutes(app: App): void {
  app.get(
    '/invitations',
    {
      schema: {
        tags,
        summary: 'List the invitations that hold',
        querystring: pageQuery,
        response: {200: pageOf(invitationSchema)},
      },
    },
    (request) => listInvitations(request.ctx, request.query),
  )

  app.post(
    '/invitations',
    {
      config: {successStatus: 201, answersSecret: true},
      schema: {tags, summary: 'Invite somebody', body: inviteSchema, response: {201: invitedSchema}},
    },
    (request) => invite(request.ctx, request.body),
  )

  app.delete(
    '/invitations/:id',
    {schema: {tags, summary: 'Revoke an invitation', params: idParams, response: {204: z.null()}}},
    async (request, reply) => {
      await revokeInvitation(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/invitations/accept',
    {
      config: {anonymous: true},
      schema: {
        tags,
        summary: 'Show what an invitation offers',
        querystring: z.object({token: tokenSchema}),
        response: {200: invitationSchema},
      },
    },
    (request) => showInvitation(request.ctx, request.query.token),
  )

  app.post(
    '/invitations/accept',
    {
      config: {anonymous: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Accept an invitation and sign in',
        body: acceptInvitationSchema,
        response: {201: sessionSchema},
      },
    },
    (request, reply) => answerSignedIn(request, reply, acceptInvitation),
  )
}

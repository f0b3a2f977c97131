import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {pageOf, pageQuery} from '../../core/http/cursor.ts'
import {followFormerKey} from '../follow-former-key.ts'
import {movedResponse, projectParams} from '../schemas.ts'
import {textSchema} from '../text-schemas.ts'
import {listMembers} from './list-members.ts'
import {listProjectPeople} from './list-project-people.ts'
import {removeMember} from './remove-member.ts'
import {memberParams, memberSchema, setMemberSchema} from './schemas.ts'
import {setMember} from './set-member.ts'

export function memberRoutes(app: App): void {
  app.get(
    '/projects/:key/members',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List who has a role in a project, inherited ones included',
        params: projectParams,
        querystring: pageQuery,
        response: {200: pageOf(memberSchema), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listMembers(ctx, params.key, query),
  )

  app.put(
    '/projects/:key/members/:personId',
    {
      schema: {
        tags: ['projects'],
        summary: 'Give somebody a role in a project',
        params: memberParams,
        body: setMemberSchema,
        response: {200: memberSchema},
      },
    },
    ({ctx, params, body}) => setMember(ctx, params.key, params.personId, body.role),
  )

  app.delete(
    '/projects/:key/members/:personId',
    {
      config: {successStatus: 204},
      schema: {
        tags: ['projects'],
        summary: 'Take the role that somebody was given in a project',
        params: memberParams,
        response: {204: z.null()},
      },
    },
    async ({ctx, params}, reply) => {
      await removeMember(ctx, params.key, params.personId)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/projects/:key/people',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'List who can be assigned in a project',
        params: projectParams,
        querystring: pageQuery.extend({
          q: textSchema(100).default('').meta({description: 'What a name or a login begins with'}),
        }),
        response: {200: pageOf(memberSchema.shape.person), 301: movedResponse},
      },
    },
    ({ctx, params, query}) => listProjectPeople(ctx, params.key, query),
  )
}

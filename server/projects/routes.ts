import type {FastifyReply} from 'fastify'
import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {readIfMatch} from '../core/http/if-match.ts'
import {archiveProject, unarchiveProject} from './archive-project.ts'
import {changeProject, changeProjectSchema} from './change-project.ts'
import {createProject, createProjectSchema} from './create-project.ts'
import {followFormerKey} from './follow-former-key.ts'
import {listProjects} from './list-projects.ts'
import {viewProjectDetail} from './project-view.ts'
import {getProject} from './queries.ts'
import {renameProjectKey, renameProjectKeySchema} from './rename-project-key.ts'
import {
  movedResponse,
  projectDetailSchema,
  projectParams,
  projectSchema,
  type ProjectDetail,
} from './schemas.ts'

const createdSchema = z.object({id: z.int(), key: z.string(), version: z.int()}).meta({id: 'CreatedProject'})

export function projectRoutes(app: App): void {
  app.get(
    '/projects',
    {
      config: {anonymous: true},
      schema: {
        tags: ['projects'],
        summary: 'List all projects that you may see',
        response: {200: z.object({items: z.array(projectSchema)})},
      },
    },
    (request) => listProjects(request.ctx),
  )

  app.post(
    '/projects',
    {
      config: {successStatus: 201},
      schema: {
        tags: ['projects'],
        summary: 'Create a project',
        body: createProjectSchema,
        response: {201: createdSchema},
      },
    },
    (request) => createProject(request.ctx, request.body),
  )

  app.get(
    '/projects/:key',
    {
      config: {anonymous: true},
      preHandler: followFormerKey,
      schema: {
        tags: ['projects'],
        summary: 'Show a project',
        params: projectParams,
        response: {200: projectDetailSchema, 301: movedResponse},
      },
    },
    async ({ctx, params}, reply) =>
      withTag(
        reply,
        await viewProjectDetail(ctx.db, ctx.actor, await getProject(ctx.db, ctx.actor, params.key)),
      ),
  )

  app.patch(
    '/projects/:key',
    {
      schema: {
        tags: ['projects'],
        summary: 'Change a project',
        params: projectParams,
        body: changeProjectSchema,
        response: {200: projectDetailSchema},
      },
    },
    async (request, reply) =>
      withTag(
        reply,
        await changeProject(request.ctx, request.params.key, readIfMatch(request), request.body),
      ),
  )

  app.put(
    '/projects/:key/archive',
    {
      schema: {
        tags: ['projects'],
        summary: 'Archive a project: it and its issues become read-only',
        params: projectParams,
        response: {200: projectDetailSchema},
      },
    },
    async ({ctx, params}, reply) => withTag(reply, await archiveProject(ctx, params.key)),
  )

  app.delete(
    '/projects/:key/archive',
    {
      schema: {
        tags: ['projects'],
        summary: 'Bring a project back from the archive',
        params: projectParams,
        response: {200: projectDetailSchema},
      },
    },
    async ({ctx, params}, reply) => withTag(reply, await unarchiveProject(ctx, params.key)),
  )

  app.put(
    '/projects/:key/key',
    {
      schema: {
        tags: ['projects'],
        summary: 'Rename the key of a project; the old one keeps leading to it',
        params: projectParams,
        body: renameProjectKeySchema,
        response: {200: projectDetailSchema},
      },
    },
    async ({ctx, params, body}, reply) => withTag(reply, await renameProjectKey(ctx, params.key, body.key)),
  )
}

function withTag(reply: Pick<FastifyReply, 'header'>, project: ProjectDetail): ProjectDetail {
  void reply.header('etag', `"${project.version}"`)
  return project
}

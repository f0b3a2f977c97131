import {z} from 'zod'
import {notFound} from '../core/errors.ts'
import type {App} from '../core/http/app.ts'
import {listTypes} from './list-types.ts'
import {listWorkflows} from './list-workflows.ts'
import {issueTypeSchema, workflowSchema} from './schemas.ts'

export function workflowRoutes(app: App): void {
  app.get(
    '/types',
    {
      config: {anonymous: true},
      schema: {
        tags: ['workflow'],
        summary: 'List the issue types: all of them, or those enabled in a project',
        querystring: z.object({
          project: z.string().max(20).optional().meta({description: 'Key of the project'}),
        }),
        response: {200: z.object({items: z.array(issueTypeSchema)})},
      },
    },
    ({ctx, query: {project}}) => {
      if (project === undefined) return listTypes(ctx.db, null)
      const id = ctx.actor.projectIds.get(project.toUpperCase())
      if (id === undefined) throw notFound(`project: ${project}`)
      return listTypes(ctx.db, id)
    },
  )

  app.get(
    '/workflows',
    {
      config: {anonymous: true},
      schema: {
        tags: ['workflow'],
        summary: 'List the workflows with their statuses and transitions',
        response: {200: z.object({items: z.array(workflowSchema)})},
      },
    },
    ({ctx}) => listWorkflows(ctx.db),
  )
}

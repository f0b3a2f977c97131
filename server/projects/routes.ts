import {z} from 'zod'
import type {App} from '../core/http/app.ts'
import {createProject, createProjectSchema} from './create-project.ts'

const createdSchema = z.object({id: z.int(), key: z.string(), version: z.int()}).meta({id: 'CreatedProject'})

export function projectRoutes(app: App): void {
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
}

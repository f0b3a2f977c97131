import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {changePassword, changePasswordSchema} from './change-password.ts'
import {resetPassword, resetPasswordSchema} from './reset-password.ts'
import {askForLink, askForLinkSchema} from './send-link.ts'

const tags = ['sign-in']

export function passwordRoutes(app: App): void {
  app.put(
    '/password',
    {
      schema: {
        tags,
        summary: 'Change your password, and sign out on other devices',
        body: changePasswordSchema,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await changePassword(request.ctx, request.body)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/password-resets',
    {
      config: {anonymous: true, successStatus: 202},
      schema: {
        tags,
        summary: 'Ask for a link to set a new password, by mail',
        body: askForLinkSchema,
        response: {202: z.null()},
      },
    },
    (request) => askForLink(request.ctx, request.body, 'passwordReset'),
  )

  app.put(
    '/password-resets',
    {
      config: {anonymous: true},
      schema: {
        tags,
        summary: 'Set a new password by such a link',
        body: resetPasswordSchema,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await resetPassword(request.ctx, request.body)
      return reply.code(204).send(null)
    },
  )
}

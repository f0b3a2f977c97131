import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {
  confirmTotp,
  confirmTotpSchema,
  newTotpSchema,
  recoveryCodesSchema,
  renewRecoveryCodes,
  startTotp,
} from './change-totp.ts'
import {removeTotp, removeTotpSchema} from './remove-totp.ts'

const tags = ['sign-in']

export function totpRoutes(app: App): void {
  app.post(
    '/totp',
    {
      config: {successStatus: 201, answersSecret: true},
      schema: {tags, summary: 'Begin to set up an authenticator app', response: {201: newTotpSchema}},
    },
    (request) => startTotp(request.ctx),
  )

  app.put(
    '/totp',
    {
      schema: {
        tags,
        summary: 'Confirm it with a first code',
        body: confirmTotpSchema,
        response: {200: recoveryCodesSchema},
      },
    },
    (request) => confirmTotp(request.ctx, request.body),
  )

  app.delete(
    '/totp',
    {
      schema: {
        tags,
        summary: 'Remove it, with the password or a code',
        body: removeTotpSchema,
        response: {204: z.null()},
      },
    },
    async (request, reply) => {
      await removeTotp(request.ctx, request.body)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/recovery-codes',
    {
      config: {successStatus: 201, answersSecret: true},
      schema: {tags, summary: 'Make new recovery codes', response: {201: recoveryCodesSchema}},
    },
    (request) => renewRecoveryCodes(request.ctx),
  )
}

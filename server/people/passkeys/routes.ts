import {z} from 'zod'
import type {App} from '../../core/http/app.ts'
import {idParams} from '../schemas.ts'
import {answerSignedIn} from '../sign-in/answer-signed-in.ts'
import {sessionSchema} from '../sign-in/view-session.ts'
import {addPasskey, addPasskeySchema, startPasskey} from './add-passkey.ts'
import {listPasskeys, removePasskey, renamePasskey, renamePasskeySchema} from './change-passkey.ts'
import {relyingPartyOf} from './relying-party.ts'
import {passkeyOptionsSchema, passkeySchema} from './schemas.ts'
import {signInByPasskey, signInByPasskeySchema, startPasskeySignIn} from './sign-in-by-passkey.ts'

const tags = ['sign-in']

export function passkeyRoutes(app: App): void {
  app.post(
    '/sign-in/passkey/options',
    {
      config: {anonymous: true},
      schema: {
        tags,
        summary: 'Begin to sign in by passkey',
        response: {200: passkeyOptionsSchema},
      },
    },
    async (request) => ({
      ...(await startPasskeySignIn(request.ctx, relyingPartyOf(request.ctx.services.config, request))),
    }),
  )

  app.post(
    '/sign-in/passkey/session',
    {
      config: {anonymous: true, successStatus: 201},
      schema: {
        tags,
        summary: 'Sign in by passkey',
        body: signInByPasskeySchema,
        response: {201: sessionSchema},
      },
    },
    (request, reply) => {
      const party = relyingPartyOf(request.ctx.services.config, request)
      return answerSignedIn(request, reply, (ctx, input) => signInByPasskey(ctx, input, party))
    },
  )

  app.post(
    '/passkeys/options',
    {schema: {tags, summary: 'Begin to make a passkey', response: {200: passkeyOptionsSchema}}},
    async (request) => ({
      ...(await startPasskey(request.ctx, relyingPartyOf(request.ctx.services.config, request))),
    }),
  )

  app.post(
    '/passkeys',
    {
      config: {successStatus: 201},
      schema: {tags, summary: 'Keep a passkey', body: addPasskeySchema, response: {201: passkeySchema}},
    },
    (request) => addPasskey(request.ctx, request.body, relyingPartyOf(request.ctx.services.config, request)),
  )

  ownPasskeyRoutes(app)
}

function ownPasskeyRoutes(app: App): void {
  app.get(
    '/passkeys',
    {
      schema: {
        tags,
        summary: 'List your passkeys',
        response: {200: z.object({items: z.array(passkeySchema)})},
      },
    },
    (request) => listPasskeys(request.ctx),
  )

  app.patch(
    '/passkeys/:id',
    {
      schema: {
        tags,
        summary: 'Rename a passkey',
        params: idParams,
        body: renamePasskeySchema,
        response: {200: passkeySchema},
      },
    },
    (request) => renamePasskey(request.ctx, {...request.body, id: request.params.id}),
  )

  app.delete(
    '/passkeys/:id',
    {schema: {tags, summary: 'Remove a passkey', params: idParams, response: {204: z.null()}}},
    async (request, reply) => {
      await removePasskey(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

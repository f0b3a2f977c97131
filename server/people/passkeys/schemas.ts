import {z} from 'zod'
import {timeSchema} from '../../issues/schemas.ts'

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/, 'This is no base64url')

/** What `navigator.credentials.create()` gives (WebAuthn Level 3, section 5.1.8.1), as JSON. */
export const registrationResponseSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.looseObject({}).default({}),
})

/** What `navigator.credentials.get()` gives, as JSON. */
export const authenticationResponseSchema = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).nullish(),
  clientExtensionResults: z.looseObject({}).default({}),
})

/** For `navigator.credentials`, as JSON of the WebAuthn standard. */
export const passkeyOptionsSchema = z
  .looseObject({challenge: z.string()})
  .meta({id: 'PasskeyOptions', description: 'Handed to navigator.credentials as it is'})

export const passkeyNameSchema = z.string().trim().min(1, 'A name is needed').max(60)

export const passkeySchema = z
  .object({
    id: z.int(),
    name: z.string(),
    isBackedUp: z.boolean().meta({description: 'Kept in sync between devices by its maker'}),
    createdAt: timeSchema,
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({id: 'Passkey'})
export type PasskeyView = z.infer<typeof passkeySchema>

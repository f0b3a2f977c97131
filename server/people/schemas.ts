import {z} from 'zod'
import {namedRefSchema, timeSchema} from '../issues/schemas.ts'

export const idParams = z.object({id: z.coerce.number().int().positive()})

export const emailSchema = z.string().trim().max(254).pipe(z.email('This is no mail address'))
/** What somebody types at a door: looked up as it is, so that a wrong form gets the same answer as a wrong address. */
export const typedEmailSchema = z.string().trim().min(1).max(254)
/** The rules for a new one are in password-rules.ts. */
export const passwordSchema = z.string().min(1).max(1000)
export const personNameSchema = z
  .string()
  .trim()
  .min(1, 'A name is needed')
  .max(120, 'A name has at most 120 characters')
  .refine((name) => !/[\r\n\0]/.test(name), 'A name is one line')
export const loginSchema = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u, 'A login has letters, digits, dots and dashes, at most 60')
/** Shown by whoever has a token; only its hash is stored. */
export const tokenSchema = z.string().min(1).max(200)

export const personKinds = ['human', 'contact', 'bot'] as const

export const personSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    login: z.string().nullable(),
    kind: z.enum(personKinds),
    company: namedRefSchema.nullable(),
    email: z.string().nullable().meta({description: 'For administrators and the person alone'}),
    hasAccount: z.boolean(),
    isDisabled: z
      .boolean()
      .nullable()
      .meta({description: 'Whether the account is; for administrators, and null without one'}),
    archivedAt: timeSchema.nullable(),
  })
  .meta({id: 'Person'})
export type PersonView = z.infer<typeof personSchema>

export const accountSchema = z
  .object({
    email: z.string(),
    isAdmin: z.boolean(),
    locale: z.string().nullable(),
    hasPassword: z.boolean(),
    hasTotp: z.boolean(),
    recoveryCodesLeft: z.int(),
    passkeyCount: z.int(),
    createdAt: timeSchema,
    lastSignInAt: timeSchema.nullable(),
    lockedUntil: timeSchema.nullable(),
    disabledAt: timeSchema.nullable(),
  })
  .meta({id: 'Account'})

export const personDetailSchema = personSchema
  .extend({
    account: accountSchema
      .nullable()
      .meta({description: 'How they sign in; for administrators and the person alone'}),
  })
  .meta({id: 'PersonDetail'})
export type PersonDetail = z.infer<typeof personDetailSchema>

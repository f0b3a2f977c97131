import {z} from 'zod'
import {roles} from '../../core/roles.ts'
import {timeSchema} from '../../issues/schemas.ts'
import {projectParams} from '../schemas.ts'

export const memberParams = projectParams.extend({
  personId: z.coerce.number().int().positive().max(2_147_483_647),
})

export const setMemberSchema = z
  .object({role: z.enum(roles)})
  .strict()
  .meta({id: 'SetMember'})
export type SetMember = z.output<typeof setMemberSchema>

export const memberSchema = z
  .object({
    person: z
      .object({id: z.int(), name: z.string(), kind: z.enum(['human', 'contact', 'bot'])})
      .meta({id: 'ProjectPerson'}),
    role: z.enum(roles).meta({description: 'The one that counts: the higher of the two below'}),
    ownRole: z.enum(roles).nullable().meta({description: 'Given in this project'}),
    inheritedRole: z.enum(roles).nullable().meta({description: 'Given in a project above it'}),
    inheritedFrom: z
      .string()
      .nullable()
      .meta({description: 'Key of the project that gives the inherited role, where you may see it'}),
    since: timeSchema.nullable().meta({description: 'When the own role was first given'}),
  })
  .meta({id: 'Member'})
export type MemberView = z.infer<typeof memberSchema>

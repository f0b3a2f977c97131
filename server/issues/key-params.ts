import {z} from 'zod'

export const keyParams = z.object({
  key: z.string().max(30).meta({description: 'Key of the issue, such as WEB-42'}),
})

const maxId = 2_147_483_647

export const idParams = z.object({id: z.coerce.number().int().positive().max(maxId)})

export const keyAndPersonParams = keyParams.extend({
  personId: z.coerce.number().int().positive().max(maxId),
})

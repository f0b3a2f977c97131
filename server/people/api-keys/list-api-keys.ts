import {z} from 'zod'
import {scopes} from '../../core/actor.ts'
import type {Context} from '../../core/context.ts'
import {decodeCursor, pageQuery} from '../../core/http/cursor.ts'
import {assertMay} from '../../core/rights.ts'
import {personRefSchema, timeSchema} from '../../issues/schemas.ts'
import {getOwnId} from '../own-account.ts'
import {pageFrom} from '../page.ts'

export const apiKeySchema = z
  .object({
    id: z.int(),
    person: personRefSchema,
    name: z.string(),
    scope: z.enum(scopes),
    hint: z.string(),
    createdAt: timeSchema,
    expiresAt: timeSchema.nullable(),
    lastUsedAt: timeSchema.nullable().meta({description: 'To the minute'}),
  })
  .meta({id: 'ApiKey'})

export const listApiKeysSchema = pageQuery.extend({
  all: z.enum(['true', 'false']).default('false').meta({description: "Everybody's; for administrators"}),
})
export type ListApiKeys = z.output<typeof listApiKeysSchema>

const placeSchema = z.tuple([z.int()])

/** Keys that are not revoked, newest first. Expired ones stay in the list until somebody revokes them. */
export async function listApiKeys(ctx: Context, {all, cursor, limit}: ListApiKeys) {
  if (all === 'true') assertMay(ctx.actor, 'people.manage', null)
  const place = cursor === undefined ? undefined : decodeCursor(cursor, placeSchema)
  const rows = await ctx.db
    .selectFrom('api_key')
    .innerJoin('person', 'person.id', 'api_key.person_id')
    .selectAll('api_key')
    .select('person.name as personName')
    .where('revoked_at', 'is', null)
    .$if(all === 'false', (query) => query.where('person_id', '=', getOwnId(ctx)))
    .$if(place !== undefined, (query) => query.where('api_key.id', '<', place?.[0] ?? 0))
    .orderBy('api_key.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageFrom(
    rows,
    limit,
    (row) => ({
      id: row.id,
      person: {id: row.person_id, name: row.personName},
      name: row.name,
      scope: row.scope,
      hint: row.hint,
      createdAt: row.created_at.toISOString(),
      expiresAt: row.expires_at?.toISOString() ?? null,
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
    }),
    ({id}) => [id],
  )
}

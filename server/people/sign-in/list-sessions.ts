import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {timeSchema} from '../../issues/schemas.ts'
import {getOwnId} from '../own-account.ts'
import {deviceOf} from './device-of.ts'

export const openSessionSchema = z
  .object({
    id: z.int(),
    device: z.string().meta({description: 'Such as Firefox on Linux'}),
    userAgent: z.string().nullable(),
    address: z.string().nullable(),
    isCurrent: z.boolean(),
    createdAt: timeSchema,
    lastSeenAt: timeSchema,
    expiresAt: timeSchema,
  })
  .meta({id: 'OpenSession'})
export type OpenSession = z.infer<typeof openSessionSchema>

const most = 200

/** One's open sessions, the one in use last first. */
export async function listSessions(ctx: Context): Promise<{items: OpenSession[]}> {
  const rows = await ctx.db
    .selectFrom('session')
    .select(['id', 'user_agent', 'address', 'created_at', 'last_seen_at', 'expires_at'])
    .where('person_id', '=', getOwnId(ctx))
    .where('expires_at', '>', ctx.now())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return {
    items: rows.map((row) => ({
      id: row.id,
      device: deviceOf(row.user_agent),
      userAgent: row.user_agent,
      address: row.address,
      isCurrent: row.id === ctx.actor.sessionId,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
    })),
  }
}

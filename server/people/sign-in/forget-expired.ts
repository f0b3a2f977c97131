import type {Db} from '../../core/database/database.ts'

/** Removes sessions and one-time tokens that ended. */
export async function forgetExpired(db: Db): Promise<void> {
  const now = new Date()
  await db.deleteFrom('session').where('expires_at', '<', now).execute()
  await db.deleteFrom('one_time_token').where('expires_at', '<', now).execute()
}

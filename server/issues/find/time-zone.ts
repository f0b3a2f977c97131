import {z} from 'zod'

/** The asker's time zone, as a parameter of a request. */
export const timeZoneSchema = z
  .string()
  .max(60)
  .refine(isTimeZone, 'This time zone is not known: write it like Europe/Berlin')
  .default('UTC')
  .meta({description: 'Where the days of the query begin and end, such as Europe/Berlin'})

/** By name: an offset such as +02:00 means the opposite to PostgreSQL. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

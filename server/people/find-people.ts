import {sql, type RawBuilder, type SqlBool} from 'kysely'
import {z} from 'zod'
import {isOfTheHouse, type Actor} from '../core/actor.ts'
import type {Context} from '../core/context.ts'
import type {Db} from '../core/database/database.ts'
import {AppError, notFound} from '../core/errors.ts'
import {decodeCursor, pageQuery} from '../core/http/cursor.ts'
import {may} from '../core/rights.ts'
import {pageFrom} from './page.ts'
import {personKinds, type PersonDetail, type PersonView} from './schemas.ts'
import {selectPeople, viewPerson, viewPersonDetail} from './view-person.ts'

export const findPeopleSchema = pageQuery.extend({
  q: z.string().max(200).default('').meta({description: 'Words of the name or login'}),
  kind: z.enum(personKinds).optional(),
  company: z.coerce.number().int().positive().optional(),
  archived: z.enum(['true', 'false']).default('false').meta({description: 'The archived ones instead'}),
})
export type FindPeople = z.output<typeof findPeopleSchema>

const placeSchema = z.tuple([z.string(), z.int()])

/**
 * People by name, for pick lists. Those of the house see every name.
 *
 * @throws AppError `forbidden` for contacts
 */
export async function findPeople(
  {db, actor}: Context,
  {q, kind, company, archived, cursor, limit}: FindPeople,
): Promise<{items: PersonView[]; nextCursor: string | null}> {
  if (!isOfTheHouse(actor)) throw new AppError('forbidden', 'You may not list people')
  const place = cursor === undefined ? undefined : decodeCursor(cursor, placeSchema)
  const rows = await selectPeople(db)
    .where('person.archived_at', archived === 'true' ? 'is not' : 'is', null)
    .$if(kind !== undefined, (query) => query.where('person.kind', '=', kind ?? 'human'))
    .$if(company !== undefined, (query) => query.where('person.company_id', '=', company ?? 0))
    .$if(place !== undefined, (query) => query.where(comesAfter(place ?? ['', 0])))
    .where((eb) => eb.and(wordsOf(q).map((word) => hasWord(actor, word))))
    .orderBy(sql`person.name collate human`)
    .orderBy('person.id')
    .limit(limit + 1)
    .execute()
  return pageFrom(
    rows,
    limit,
    (row) => viewPerson(actor, row),
    ({name, id}) => [name, id],
  )
}

/** @throws AppError `notFound`; to a contact, everybody but themselves is missing */
export async function getPerson(
  {db, actor}: Pick<Context, 'db' | 'actor'>,
  id: number,
): Promise<PersonDetail> {
  if (!isOfTheHouse(actor) && actor.personId !== id) throw notFound('person')
  return readPerson(db, actor, id)
}

export async function readPerson(db: Db, actor: Actor, id: number): Promise<PersonDetail> {
  const row = await selectPeople(db).where('person.id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('person')
  return viewPersonDetail(db, actor, row)
}

function comesAfter([name, id]: readonly [string, number]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(person.name collate human, person.id) > (${name}::text collate human, ${id}::int)`
}

function wordsOf(text: string): string[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
}

/** Who may see mail addresses may look for them too. */
function hasWord(actor: Actor, word: string): RawBuilder<SqlBool> {
  const pattern = `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const byName = sql<SqlBool>`(person.name || ' ' || coalesce(person.login::text, '')) ilike ${pattern}`
  return may(actor, 'people.manage', null)
    ? sql<SqlBool>`(${byName} or person.email::text ilike ${pattern})`
    : byName
}

import {isOfTheHouse} from '../../core/actor.ts'
import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {AppError, notFound} from '../../core/errors.ts'
import {decodeCursor, pageQuery} from '../../core/http/cursor.ts'
import {pageFrom} from '../page.ts'
import {companyColumns, type CompanyView} from './change-companies.ts'

export const listCompaniesSchema = pageQuery.extend({
  q: z.string().max(200).default('').meta({description: 'Part of the name'}),
})
export type ListCompanies = z.output<typeof listCompaniesSchema>

const placeSchema = z.tuple([z.string(), z.int()])

export async function listCompanies({db, actor}: Context, {q, cursor, limit}: ListCompanies) {
  if (!isOfTheHouse(actor)) throw new AppError('forbidden', 'You may not list companies')
  const place = cursor === undefined ? undefined : decodeCursor(cursor, placeSchema)
  const rows = await db
    .selectFrom('company')
    .select(companyColumns)
    .$if(q !== '', (query) => query.where(sql<boolean>`strpos(lower(name), lower(${q.trim()})) > 0`))
    .$if(place !== undefined, (query) =>
      query.where(
        sql<boolean>`(name collate human, id) > (${place?.[0] ?? ''}::text collate human, ${place?.[1] ?? 0}::int)`,
      ),
    )
    .orderBy(sql`name collate human`)
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  return pageFrom(
    rows,
    limit,
    (row): CompanyView => row,
    ({name, id}) => [name, id],
  )
}

export async function getCompany({db, actor}: Context, id: number): Promise<CompanyView> {
  const company = await db
    .selectFrom('company')
    .select(companyColumns)
    .where('id', '=', id)
    .executeTakeFirst()
  if (company === undefined || !isOfTheHouse(actor)) throw notFound('company')
  return company
}

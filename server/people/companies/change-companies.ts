import {sql} from 'kysely'
import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import type {Tx} from '../../core/database/database.ts'
import {notFound} from '../../core/errors.ts'
import type {Change} from '../../core/events/event.ts'
import {recordEvent} from '../../core/events/record-event.ts'
import {assertMay} from '../../core/rights.ts'
import {transact} from '../../core/transact.ts'
import {orTaken} from '../taken.ts'

const nameSchema = z.string().trim().min(1, 'A name is needed').max(120)
const domainsSchema = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'This is no domain, such as example.org'),
  )
  .max(50)
  .meta({description: 'Of mail addresses: contacts that are invited to one of them belong to this company'})

export const createCompanySchema = z
  .object({name: nameSchema, domains: domainsSchema.default([])})
  .strict()
  .meta({id: 'CreateCompany'})
export type CreateCompany = z.output<typeof createCompanySchema>

export const changeCompanySchema = z
  .object({name: nameSchema, domains: domainsSchema})
  .partial()
  .strict()
  .meta({id: 'ChangeCompany'})
export type ChangeCompany = z.output<typeof changeCompanySchema>

export const companySchema = z
  .object({id: z.int(), name: z.string(), domains: z.array(z.string())})
  .meta({id: 'Company'})
export type CompanyView = z.infer<typeof companySchema>

/** The driver knows no arrays of citext. */
export const companyColumns = ['id', 'name', sql<string[]>`domains::text[]`.as('domains')] as const

export function createCompany(ctx: Context, input: CreateCompany): Promise<CompanyView> {
  return transact(ctx, async ({tx}) => {
    assertMay(ctx.actor, 'people.manage', null)
    const {id} = await orTaken(
      tx
        .insertInto('company')
        .values({...input, created_at: ctx.now()})
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await recordEvent(tx, ctx, {kind: 'company.created', companyId: id, name: input.name})
    return {id, ...input}
  })
}

export function changeCompany(
  ctx: Context,
  {id, ...input}: ChangeCompany & {id: number},
): Promise<CompanyView> {
  return transact(ctx, async ({tx}) => {
    assertMay(ctx.actor, 'people.manage', null)
    const company = await getCompanyForUpdate(tx, id)
    const next = {name: input.name ?? company.name, domains: input.domains ?? company.domains}
    const changes: Record<string, Change> = {}
    if (next.name !== company.name) changes['name'] = {from: company.name, to: next.name}
    if (next.domains.join() !== company.domains.join())
      changes['domains'] = {from: company.domains, to: next.domains}
    if (Object.keys(changes).length === 0) return company
    await orTaken(tx.updateTable('company').set(next).where('id', '=', id).execute())
    await recordEvent(tx, ctx, {kind: 'company.changed', companyId: id, name: next.name, changes})
    return {id, ...next}
  })
}

/** Its people stay, without a company: contacts then see only what they reported themselves. */
export function deleteCompany(ctx: Context, id: number): Promise<null> {
  return transact(ctx, async ({tx, afterCommit}) => {
    assertMay(ctx.actor, 'people.manage', null)
    const {name} = await getCompanyForUpdate(tx, id)
    await tx.deleteFrom('company').where('id', '=', id).execute()
    await recordEvent(tx, ctx, {kind: 'company.deleted', companyId: id, name})
    afterCommit(() => ctx.services.signals.rightsChanged())
    return null
  })
}

async function getCompanyForUpdate(tx: Tx, id: number): Promise<CompanyView> {
  const company = await tx
    .selectFrom('company')
    .select(companyColumns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (company === undefined) throw notFound('company')
  return company
}

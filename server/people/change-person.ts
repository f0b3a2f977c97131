import {isOfTheHouse} from '../core/actor.ts'
import {z} from 'zod'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {AppError, invalid, notFound} from '../core/errors.ts'
import type {Change} from '../core/events/event.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {may, refusal} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {assertCompany} from './create-person.ts'
import {readPerson} from './find-people.ts'
import {findAccountForUpdate, getPersonForUpdate, type PersonRecord} from './queries.ts'
import {emailSchema, loginSchema, personKinds, personNameSchema, type PersonDetail} from './schemas.ts'
import {orTaken} from './taken.ts'

export const changePersonSchema = z
  .object({
    name: personNameSchema,
    email: emailSchema.nullable(),
    login: loginSchema.nullable(),
    kind: z.enum(personKinds),
    companyId: z.int().positive().nullable(),
    locale: z
      .string()
      .max(35)
      .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$/, 'This is no language tag, such as de or en-GB')
      .nullable(),
  })
  .partial()
  .strict()
  .meta({id: 'ChangePerson'})
export type ChangePerson = z.output<typeof changePersonSchema>

/** Of themselves people may change these; the rest decides what they see, or who they are taken for. */
const ownFields: ReadonlySet<string> = new Set(['name', 'locale'])

export function changePerson(
  ctx: Context,
  {id, ...input}: ChangePerson & {id: number},
): Promise<PersonDetail> {
  return transact(ctx, async ({tx, afterCommit}) => {
    assertMayChange(ctx, id, input)
    const person = await getPersonForUpdate(tx, id)
    if (input.companyId !== undefined) await assertCompany(tx, input.companyId)
    const changes = {...(await changeRow(tx, person, input)), ...(await changeAccount(tx, id, input))}
    if (Object.keys(changes).length > 0) {
      await recordEvent(tx, ctx, {kind: 'person.changed', personId: id, changes})
      afterCommit(() => ctx.services.signals.rightsChanged())
    }
    return readPerson(tx, ctx.actor, id)
  })
}

function assertMayChange({actor}: Context, id: number, input: ChangePerson): void {
  if (may(actor, 'people.manage', null)) return
  if (actor.personId === id && Object.keys(input).every((field) => ownFields.has(field))) return
  if (!isOfTheHouse(actor) && actor.personId !== id) throw notFound('person')
  throw refusal(actor, 'people.manage')
}

type Changed = Record<string, Change>

async function changeRow(tx: Tx, person: PersonRecord, input: ChangePerson): Promise<Changed> {
  const before = {
    name: person.name,
    email: person.email,
    login: person.login,
    kind: person.kind,
    companyId: person.company_id,
  }
  const changes: Changed = {}
  for (const [field, from] of Object.entries(before)) {
    const to = input[field as keyof typeof before]
    if (to !== undefined && to !== from) changes[field] = {from, to}
  }
  if (Object.keys(changes).length === 0) return changes
  const {companyId, locale: _locale, ...columns} = input
  await orTaken(
    tx
      .updateTable('person')
      .set({...definedOf(columns), ...(companyId === undefined ? {} : {company_id: companyId})})
      .where('id', '=', person.id)
      .execute(),
  )
  return changes
}

/** An account signs in with the mail address of its person, so it follows; links sent to the old one end. */
async function changeAccount(tx: Tx, id: number, input: ChangePerson): Promise<Changed> {
  const {email, locale, kind} = input
  const account = await findAccountForUpdate(tx, id)
  if (account === undefined) {
    if (locale !== undefined) throw invalid('/locale', 'Only somebody with an account has a language')
    return {}
  }
  if (email === null) throw invalid('/email', 'An account needs a mail address')
  if (kind !== undefined && kind !== 'human' && account.is_admin)
    throw new AppError('conflict', `Cannot make an administrator a ${kind}`, {pointer: '/kind'})
  if (email !== undefined && email !== account.email) {
    await orTaken(tx.updateTable('account').set({email}).where('person_id', '=', id).execute())
    await tx.deleteFrom('one_time_token').where('person_id', '=', id).execute()
  }
  if (locale === undefined || locale === account.locale) return {}
  await tx.updateTable('account').set({locale}).where('person_id', '=', id).execute()
  return {locale: {from: account.locale, to: locale}}
}

function definedOf<Fields extends object>(
  fields: Fields,
): {[Name in keyof Fields]?: NonUndefined<Fields[Name]>} {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]?: NonUndefined<Fields[Name]>
  }
}

type NonUndefined<Value> = Exclude<Value, undefined>

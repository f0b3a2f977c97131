import {z} from 'zod'
import type {Context} from '../core/context.ts'
import type {Tx} from '../core/database/database.ts'
import {invalid} from '../core/errors.ts'
import {recordEvent} from '../core/events/record-event.ts'
import {assertMay} from '../core/rights.ts'
import {transact} from '../core/transact.ts'
import {readPerson} from './find-people.ts'
import {emailSchema, loginSchema, personKinds, personNameSchema, type PersonDetail} from './schemas.ts'
import {orTaken} from './taken.ts'

export const createPersonSchema = z
  .object({
    name: personNameSchema,
    email: emailSchema.nullable().default(null),
    login: loginSchema.nullable().default(null),
    kind: z.enum(personKinds).default('human'),
    companyId: z.int().positive().nullable().default(null),
  })
  .strict()
  .meta({id: 'CreatePerson'})
export type CreatePerson = z.output<typeof createPersonSchema>

/** Adds somebody who can be named. They cannot sign in until they accept an invitation. */
export function createPerson(ctx: Context, input: CreatePerson): Promise<PersonDetail> {
  return transact(ctx, async ({tx, afterCommit}) => {
    assertMay(ctx.actor, 'people.manage', null)
    await assertCompany(tx, input.companyId)
    const {id} = await orTaken(
      tx
        .insertInto('person')
        .values({
          name: input.name,
          email: input.email,
          login: input.login,
          kind: input.kind,
          company_id: input.companyId,
          created_at: ctx.now(),
        })
        .returning('id')
        .executeTakeFirstOrThrow(),
    )
    await recordEvent(tx, ctx, {kind: 'person.created', personId: id, name: input.name})
    // What is remembered of names knows nothing of theirs.
    afterCommit(() => ctx.services.signals.rightsChanged())
    return readPerson(tx, ctx.actor, id)
  })
}

export async function assertCompany(tx: Tx, id: number | null): Promise<void> {
  if (id === null) return
  const company = await tx.selectFrom('company').select('id').where('id', '=', id).executeTakeFirst()
  if (company === undefined) throw invalid('/companyId', `No such company: ${id}`)
}

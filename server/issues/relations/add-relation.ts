import {z} from 'zod'
import type {Context} from '../../core/context.ts'
import {transact} from '../../core/transact.ts'
import {assertMayOnIssue} from '../permissions.ts'
import {getIssueForUpdate, getNamedIssue} from '../queries.ts'
import {relate} from './relate.ts'
import {relationNames} from './relation-names.ts'

export const addRelationSchema = z
  .object({
    kind: z.enum(relationNames).meta({description: 'What this issue is to the other one'}),
    otherKey: z.string().max(30).meta({description: 'Key of the other issue'}),
  })
  .strict()
  .meta({id: 'AddRelation'})
export type AddRelation = z.output<typeof addRelationSchema> & {readonly key: string}

/** Relates an issue to another one that the actor sees. Asked again, it is the same relation. */
export function addRelation(ctx: Context, {key, kind, otherKey}: AddRelation): Promise<{id: number}> {
  return transact(ctx, async ({tx}) => {
    const issue = await getIssueForUpdate(tx, ctx.actor, key)
    assertMayOnIssue(ctx.actor, 'relation.change', issue)
    const other = await getNamedIssue(tx, ctx.actor, '/otherKey', otherKey)
    return {id: await relate(tx, ctx, issue, kind, other)}
  })
}

import {sql} from 'kysely'
import type {Tx} from '../core/database/database.ts'
import {AppError} from '../core/errors.ts'
import {findHolders, hasOneOf, sayHolders} from './holders.ts'

/** As many issues as one transaction rewrites. */
const maxIssues = 10_000
const chunkSize = 1000

/**
 * Gives the issues that have a renamed choice its new name, those in the bin too.
 *
 * @param renamed new names by old ones
 * @throws AppError `conflict` when there are too many
 */
export async function renameOnIssues(
  tx: Tx,
  key: string,
  renamed: ReadonlyMap<string, string>,
): Promise<void> {
  if (renamed.size === 0) return
  const ids = await findHolders(tx, hasOneOf(key, renamed.keys()), maxIssues + 1)
  if (ids.length > maxIssues)
    throw new AppError('conflict', `Cannot rename choices that more than ${maxIssues} issues have`, {
      pointer: '/renamedChoices',
    })
  const names = JSON.stringify(Object.fromEntries(renamed))
  for (let start = 0; start < ids.length; start += chunkSize)
    await sql`
      update issue set version = version + 1,
        custom = custom || jsonb_build_object(${key}::text, ${names}::jsonb -> (custom ->> ${key}))
      where id = any(${ids.slice(start, start + chunkSize)}) and ${names}::jsonb ? (custom ->> ${key})`.execute(
      tx,
    )
}

/** @throws AppError `conflict` when an issue has one of them */
export async function assertChoicesUnused(tx: Tx, key: string, choices: readonly string[]): Promise<void> {
  for (const choice of choices) {
    const holders = await sayHolders(tx, hasOneOf(key, [choice]))
    if (holders !== undefined)
      throw new AppError(
        'conflict',
        `Cannot remove choice "${choice}": ${holders} it; rename it to another instead`,
        {pointer: '/choices'},
      )
  }
}

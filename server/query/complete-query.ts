import {complete, type WantedValues} from '../../query/complete.ts'
import type {Context} from '../core/context.ts'
import {chosenValues} from './chosen-values.ts'
import {issueValues} from './issue-values.ts'
import {namedValues} from './named-values.ts'
import {projectsNamed} from './projects-named.ts'
import type {CompleteQuery, CompletionItem, CompletionView} from './schemas.ts'
import {seenFields} from './seen-fields.ts'

/** What is asked for besides the words of the language. */
export interface Wanted extends WantedValues {
  /** The projects that the query is about; null: all that the actor sees. */
  readonly projectIds: readonly number[] | null
  readonly limit: number
}

/** What can stand at a place of a query: words of the language, and names of what the actor may see. */
export async function completeQuery(
  ctx: Context,
  {q, at = q.length, limit}: CompleteQuery,
): Promise<CompletionView> {
  const customFields = (await seenFields(ctx)).filter(({isArchived}) => !isArchived)
  const {wantsValues, items, ...place} = complete(q, at, {customFields, limit})
  if (wantsValues === null) return {...place, items: [...items]}
  const {start, end} = place.replace
  // What is being written is no condition yet.
  const others = `${q.slice(0, start)}${q.slice(end)}`
  const projectIds = projectsNamed(others, ctx.actor, customFields)
  const values = await valuesOf(ctx, {...wantsValues, projectIds, limit})
  return {...place, items: merged(place.prefix, items, values).slice(0, limit)}
}

async function valuesOf(ctx: Context, wanted: Wanted): Promise<readonly CompletionItem[]> {
  if (wanted.kind === 'issue') return issueValues(ctx, wanted)
  return chosenValues(wanted) ?? (await namedValues(ctx, wanted))
}

/** `@me` and its like come first, and what says "none" or "any" last. */
function merged(
  prefix: string,
  words: readonly CompletionItem[],
  values: readonly CompletionItem[],
): CompletionItem[] {
  const isFirst = ({text}: CompletionItem) => text.startsWith('@') && text.includes(prefix.toLowerCase())
  return [...words.filter(isFirst), ...values, ...words.filter((word) => !isFirst(word))]
}

import {sql, type RawBuilder} from 'kysely'
import type {Context} from '../core/context.ts'
import type {Category} from '../workflow/tables.ts'
import type {Wanted} from './complete-query.ts'
import {sourceOf, type SourceKind} from './name-sources.ts'
import type {CompletionItem} from './schemas.ts'
import {writeValue} from './write-value.ts'

interface NamedRow {
  written: string
  name: string
  says: string
  category: Category | null
}

/** Names of what the actor may see, those that begin with what is written first. */
export async function namedValues(ctx: Context, wanted: Wanted): Promise<CompletionItem[]> {
  const source = sourceOf(ctx.actor, wanted)
  if (source === null) return []
  const {rows} = await selectFitting(source.rows, wanted).execute(ctx.db)
  return rows.map(({written, name, says, category}) => ({
    text: writeValue(written),
    label: name,
    says,
    kind: itemKinds[source.kind],
    ...(category !== null && {category}),
  }))
}

const itemKinds: Readonly<Record<SourceKind, CompletionItem['kind']>> = {
  person: 'person',
  project: 'project',
  type: 'type',
  status: 'status',
  label: 'value',
  component: 'value',
  version: 'value',
  milestone: 'value',
  cycle: 'value',
  company: 'value',
}

function selectFitting(source: RawBuilder<unknown>, {prefix, limit}: Wanted): RawBuilder<NamedRow> {
  // People write @ before a login.
  const words = prefix.replace(/^@/, '')
  if (words === '')
    return sql<NamedRow>`select written, name, says, category from (${source}) source
    order by place, name collate human, written limit ${limit}`
  return sql<NamedRow>`
    with wanted as materialized (select unaccent(lower(${words})) word),
    folded as materialized (
      select source.*, unaccent(lower(E'\n' || name || E'\n' || written || E'\n')) names from (${source}) source
    )
    select written, name, says, category from folded, wanted
    where position(word in names) > 0
    order by case
        when position(E'\n' || word || E'\n' in names) > 0 then 0
        when position(E'\n' || word in names) > 0 then 1
        when position(' ' || word in names) > 0 then 2
        else 3 end,
      place, name collate human, written
    limit ${limit}`
}

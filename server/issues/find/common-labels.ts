import {sql} from 'kysely'
import type {Db} from '../../core/database/database.ts'

interface Remembered {
  readonly labels: Promise<ReadonlySet<string>>
  readonly until: number
}

const remembered = new WeakMap<Db, Remembered>()
const keptForMs = 60_000

/**
 * Labels of so many issues that a page of them is found sooner by going through the list than by the index of labels.
 * PostgreSQL does not know when it plans which label is meant. What is remembered decides the way alone, and never what
 * is found.
 */
export function loadCommonLabels(db: Db): Promise<ReadonlySet<string>> {
  const known = remembered.get(db)
  if (known !== undefined && known.until > Date.now()) return known.labels
  const labels = selectCommonLabels(db)
  labels.catch(() => remembered.delete(db))
  remembered.set(db, {labels, until: Date.now() + keptForMs})
  return labels
}

/** Where one in n issues has the label, a page is n times its length; the index gives all issues divided by n. */
async function selectCommonLabels(db: Db): Promise<ReadonlySet<string>> {
  const {rows} = await sql<{name: string}>`
    select lower(common.name) name from pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) common (name, share)
    where schemaname = current_schema() and tablename = 'issue' and attname = 'labels'
      and common.share > sqrt(100 / greatest((select reltuples from pg_class where oid = 'issue'::regclass), 1000))`.execute(
    db,
  )
  return new Set(rows.map(({name}) => name))
}

import {sql, type RawBuilder, type SqlBool} from 'kysely'
import type {Tx} from '../../core/database/database.ts'
import type {LabelRecord} from './queries.ts'

type Scope = Pick<LabelRecord, 'project_id' | 'name'>

/** Issues have a label by its name: they follow when it is renamed. One statement, in the bin too. */
export async function renameOnIssues(tx: Tx, label: Scope, name: string): Promise<void> {
  await sql`
    update issue set version = version + 1, labels = array(
      select label from unnest(array_replace(labels, ${label.name}, ${name})) label order by label collate "C"
    )
    where ${hasLabel(label)}`.execute(tx)
}

export async function takeOffIssues(tx: Tx, label: Scope): Promise<void> {
  await sql`
    update issue set version = version + 1, labels = array_remove(labels, ${label.name})
    where ${hasLabel(label)}`.execute(tx)
}

function hasLabel({project_id, name}: Scope): RawBuilder<SqlBool> {
  const labelled = sql<SqlBool>`labels @> array[${name}::text]`
  return project_id === null ? labelled : sql<SqlBool>`(project_id = ${project_id} and ${labelled})`
}

import {sql} from 'kysely'
import type {Db} from '../../core/database/database.ts'
import type {Category} from '../../workflow/tables.ts'
import {source} from './external-ids.ts'

export interface KnownType {
  readonly id: number
  readonly key: string
  readonly name: string
  readonly statuses: readonly KnownStatus[]
}

export interface KnownStatus {
  readonly id: number
  readonly name: string
  readonly category: Category
  readonly isInitial: boolean
}

/** Local ids by what Jira calls things, and the types and their statuses. */
export interface KnownThings {
  /** By Jira's key. */
  readonly projects: Map<string, number>
  readonly people: Map<string, number>
  readonly components: Map<string, number>
  readonly versions: Map<string, number>
  readonly cycles: Map<string, number>
  /** Of a project, by lower-case name: the name as it is written here. */
  readonly labels: Map<number, Map<string, string>>
  readonly types: ReadonlyMap<string, KnownType>
}

export async function loadKnownThings(db: Db): Promise<KnownThings> {
  const {rows} = await sql<{kind: string; external: string; id: number}>`
    select e.kind, e.external, e.local_id id from external_id e where e.source = ${source} and (
      (e.kind = 'project' and exists (select from project t where t.id = e.local_id))
      or (e.kind = 'person' and exists (select from person t where t.id = e.local_id))
      or (e.kind = 'component' and exists (select from component t where t.id = e.local_id))
      or (e.kind = 'version' and exists (select from version t where t.id = e.local_id))
      or (e.kind = 'cycle' and exists (select from cycle t where t.id = e.local_id))
    )`.execute(db)
  const of = (kind: string) =>
    new Map(rows.filter((row) => row.kind === kind).map(({external, id}) => [external, id]))
  return {
    projects: of('project'),
    people: of('person'),
    components: of('component'),
    versions: of('version'),
    cycles: of('cycle'),
    labels: new Map(),
    types: await loadTypes(db),
  }
}

async function loadTypes(db: Db): Promise<Map<string, KnownType>> {
  const {rows} = await sql<KnownType>`
    select t.id, t.key, t.name, (
      select json_agg(json_build_object('id', s.id, 'name', s.name, 'category', s.category, 'isInitial', s.is_initial)
        order by s.position)
      from status s where s.workflow_id = t.workflow_id) statuses
    from issue_type t`.execute(db)
  return new Map(rows.map((type) => [type.key, type]))
}

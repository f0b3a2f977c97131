import {sql} from 'kysely'
import type {Tx} from '../../core/database/database.ts'

export const source = 'jira'

/**
 * What `external` is: of a project its key, of a component, version or person Jira's id (or what stands in for
 * it), of a cycle `PROJECT id`, of an issue, comment or attachment Jira's id, of an issueKey the key, of a link
 * `kind FROM-1 TO-2`. An awaitedParent (`CHILD-1 PARENT-2`) and an awaitedLink (as a link) wait for an issue that
 * is not here yet; their local id is the issue that named it.
 */
export type ExternalKind =
  | 'project'
  | 'person'
  | 'component'
  | 'version'
  | 'cycle'
  | 'issue'
  | 'issueKey'
  | 'comment'
  | 'attachment'
  | 'link'
  | 'awaitedParent'
  | 'awaitedLink'

/** Remembers where a thing came from, in the transaction that makes it. */
export async function rememberExternal(
  tx: Tx,
  kind: ExternalKind,
  ids: readonly (readonly [external: string, localId: number])[],
): Promise<void> {
  if (ids.length === 0) return
  const externals = ids.map(([external]) => external)
  const locals = ids.map(([, local]) => local)
  await sql`
    insert into external_id (source, kind, external, local_id)
    select ${source}, ${kind}, e.external, e.local_id
    from unnest(${externals}::text[], ${locals}::integer[]) e (external, local_id)
    on conflict (source, kind, external) do update set local_id = excluded.local_id`.execute(tx)
}

import type {PoolClient} from 'pg'

export interface ImportedRows {
  readonly created: readonly {issueId: number; actorId: number; resolutionAt: Date | null}[]
  readonly commentIds: readonly number[]
}

/**
 * What the files tell of the past, at its own time: who filed an issue and who commented on it, and when it was
 * resolved, though not by whom. The events of an issue are in the order in which they happened.
 */
export async function insertImportEvents(
  client: PoolClient,
  {created, commentIds}: ImportedRows,
): Promise<void> {
  await client.query(insertEvents, [
    created.map(({issueId}) => issueId),
    created.map(({actorId}) => actorId),
    created.map(({resolutionAt}) => resolutionAt),
    commentIds,
  ])
}

const insertEvents = `
  with created as (
    select i.id, i.project_id, i.created_at, i.title, i.resolution, n.actor_id, n.resolution_at, t.key type
    from unnest($1::integer[], $2::integer[], $3::timestamptz[]) n (id, actor_id, resolution_at)
    join issue i on i.id = n.id join issue_type t on t.id = i.type_id
  ), happened as (
    select created_at at, 'issue.created' kind, actor_id, project_id, id issue_id, null::integer comment_id,
      false is_internal, jsonb_build_object('title', title, 'type', type) payload
    from created
    union all
    select resolution_at, 'issue.changed', null, project_id, id, null, false,
      jsonb_build_object('changes', jsonb_build_object('resolution', jsonb_build_object('from', null, 'to', resolution)))
    from created where resolution_at is not null and resolution is not null
    union all
    select c.created_at, 'comment.added', c.author_id, i.project_id, i.id, c.id, c.is_internal, '{}'
    from comment c join issue i on i.id = c.issue_id where c.id = any($4::integer[])
  )
  insert into event (at, kind, via, actor_id, project_id, issue_id, comment_id, is_internal, payload)
  select at, kind, 'import', actor_id, project_id, issue_id, comment_id, is_internal, payload from happened
  order by issue_id, at, comment_id nulls first`

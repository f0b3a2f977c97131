import type {Queryable} from '../core/database/queryable.ts'

/** All that an issue is found by. */
export interface IssueTexts {
  readonly id: number
  readonly projectId: number
  /** BCP 47 */
  readonly language: string
  readonly title: string
  /** Description, steps, expected, actual, environment. */
  readonly bodies: readonly string[]
  readonly comments: readonly string[]
  readonly notes: readonly string[]
  /** Names of the files, and their texts as far as they are known. */
  readonly files: readonly string[]
  readonly internalFiles: readonly string[]
}

/** Of one file, in characters: a search row is written anew with each change of its issue's texts. */
export const maxFileText = 200_000

/** The texts of these issues as they are now, in no order. */
export async function loadTexts(db: Queryable, issueIds: readonly number[]): Promise<IssueTexts[]> {
  const {rows} = await db.query(
    `select i.id, i.project_id "projectId", p.language, i.title,
      array[i.body, i.steps, i.expected, i.actual, i.environment] bodies,
      coalesce(c.comments, '{}') comments, coalesce(c.notes, '{}') notes,
      coalesce(f.files, '{}') files, coalesce(f.internal, '{}') "internalFiles"
    from issue i join project p on p.id = i.project_id
      left join lateral (
        select array_agg(body order by comment.id) filter (where not is_internal) comments,
          array_agg(body order by comment.id) filter (where is_internal) notes
        from comment where issue_id = i.id and deleted_at is null
      ) c on true
      left join lateral (
        select array_agg(text order by id) filter (where not is_internal) files,
          array_agg(text order by id) filter (where is_internal) internal
        from (
          select a.id, a.is_internal or coalesce(c.is_internal, false) is_internal, concat_ws(e'\\n', a.name, left(t.text, $2)) as text
          from attachment a left join attachment_text t on t.attachment_id = a.id left join comment c on c.id = a.comment_id
          where a.issue_id = i.id and a.deleted_at is null and c.deleted_at is null
        ) a
      ) f on true
    where i.id = any($1::integer[])`,
    [issueIds, maxFileText],
  )
  return rows as IssueTexts[]
}

import type {Queryable} from '../core/database/queryable.ts'

export interface FoundText {
  readonly issueId: number
  readonly source: 'comment' | 'note' | 'attachment'
  /** The part that has the words. */
  readonly text: string
}

/**
 * Where else the words stand: the first comment of each issue that has one of them, or the first file.
 *
 * @param pattern regular expression of PostgreSQL
 * @param notesIn projects whose internal notes may be read; null: all
 */
export async function findTexts(
  db: Queryable,
  issueIds: readonly number[],
  pattern: string,
  notesIn: readonly number[] | null,
): Promise<FoundText[]> {
  const {rows} = await db.query(
    `select i.id "issueId", found.source, found.text
    from issue i cross join lateral (
      (select case when c.is_internal then 'note' else 'comment' end source,
        substr(c.body, greatest(1, regexp_instr(c.body, $2, 1, 1, 0, 'i') - 300), 3000) as text
      from comment c
      where c.issue_id = i.id and c.deleted_at is null and c.body ~* $2
        and (not c.is_internal or $3::integer[] is null or i.project_id = any($3))
      order by c.id limit 1)
      union all
      (select 'attachment', concat_ws(': ', a.name,
        substr(t.text, greatest(1, regexp_instr(t.text, $2, 1, 1, 0, 'i') - 300), 3000))
      from attachment a left join attachment_text t on t.attachment_id = a.id left join comment c on c.id = a.comment_id
      where a.issue_id = i.id and a.deleted_at is null and c.deleted_at is null
        and (not (a.is_internal or coalesce(c.is_internal, false)) or $3::integer[] is null or i.project_id = any($3))
        and (a.name ~* $2 or t.text ~* $2)
      order by a.id limit 1)
      limit 1
    ) found
    where i.id = any($1::integer[])`,
    [issueIds, pattern, notesIn],
  )
  return rows as FoundText[]
}

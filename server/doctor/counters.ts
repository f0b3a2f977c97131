/** A number kept beside what it counts, so that lists need not count. */
export interface Counter {
  readonly what: string
  /** Names of what has a wrong one. */
  readonly wrong: string
  readonly repair: string
}

/** Of the public ones, where there are internal ones too. */
const countedOnIssues = {
  comment_count:
    'select count(*) from comment c where c.issue_id = i.id and c.deleted_at is null and not c.is_internal',
  note_count:
    'select count(*) from comment c where c.issue_id = i.id and c.deleted_at is null and c.is_internal',
  attachment_count:
    'select count(*) from attachment a where a.issue_id = i.id and a.deleted_at is null and not a.is_internal',
  vote_count: 'select count(*) from vote v where v.issue_id = i.id',
} as const

export const counters: readonly Counter[] = [
  ...Object.entries(countedOnIssues).map(([column, count]) => ({
    what: column,
    wrong: `
      select p.key || '-' || i.number as name from issue i join project p on p.id = i.project_id
      where i.${column} <> (${count}) order by i.id`,
    repair: `update issue i set ${column} = (${count}) where i.${column} <> (${count})`,
  })),
  {
    what: 'category',
    wrong: `
      select p.key || '-' || i.number as name
      from issue i join status s on s.id = i.status_id join project p on p.id = i.project_id
      where i.category <> s.category order by i.id`,
    repair:
      'update issue i set category = s.category from status s where s.id = i.status_id and i.category <> s.category',
  },
  {
    what: 'the last number',
    wrong: `
      select p.key as name from project p left join project_counter c on c.project_id = p.id
      where coalesce(c.last_number, 0) < (${lastNumber('p.id')}) or c.project_id is null order by p.id`,
    repair: `
      insert into project_counter (project_id, last_number)
      select p.id, (${lastNumber('p.id')}) from project p
      on conflict (project_id) do update
      set last_number = greatest(project_counter.last_number, excluded.last_number)
      where project_counter.last_number < excluded.last_number`,
  },
]

/** Of the project's issues, and of those that had a number there before they moved on. */
function lastNumber(projectId: string): string {
  return `
    select coalesce(max(number), 0) from (
      select max(number) as number from issue where project_id = ${projectId}
      union all select max(number) from former_issue_number where project_id = ${projectId}) n`
}

/** Rows that should not be and that no constraint forbids. */
export interface Oddity {
  readonly what: string
  /** Names of what is odd. */
  readonly find: string
  readonly remedy: string
}

const issueName = "(select p.key from project p where p.id = i.project_id) || '-' || i.number as name"

export const oddities: readonly Oddity[] = [
  {
    what: "issues whose status is none of their type's workflow",
    find: `select ${issueName} from issue i join issue_type t on t.id = i.type_id join status s on s.id = i.status_id
      where s.workflow_id <> t.workflow_id order by i.id`,
    remedy: 'Give them another status',
  },
  ...(['component', 'affects_version', 'target_version', 'fixed_version'] as const).map((reference) => {
    const table = reference.endsWith('version') ? 'version' : 'component'
    return {
      what: `issues with a ${reference.replace('_', ' ')} that does not exist, or is another project's`,
      find: `select ${issueName} from issue i where cardinality(i.${reference}_ids) > 0 and exists (
        select from unnest(i.${reference}_ids) r (id) left join ${table} t on t.id = r.id
        where t.id is null or t.project_id <> i.project_id) order by i.id`,
      remedy: 'Choose it anew on each of them',
    }
  }),
  {
    what: 'issues that are a part of themselves, through their parents',
    find: `select ${issueName} from issue i where i.id in (
      with recursive above (id, ancestor, path) as (
        select id, parent_id, array[id] from issue where parent_id is not null
        union all
        select a.id, p.parent_id, a.path || p.id from above a join issue p on p.id = a.ancestor
        where p.parent_id is not null and not p.id = any(a.path))
      select id from above where ancestor = id) order by i.id`,
    remedy: 'Take the parent away from one of them',
  },
  {
    what: 'projects below themselves',
    find: `select i.key as name from project i where i.id in (
      with recursive above (id, ancestor, path) as (
        select id, parent_id, array[id] from project where parent_id is not null
        union all
        select a.id, p.parent_id, a.path || p.id from above a join project p on p.id = a.ancestor
        where p.parent_id is not null and not p.id = any(a.path))
      select id from above where ancestor = id) order by i.id`,
    remedy: 'Take the parent away from one of them',
  },
  {
    what: 'attachments on a comment of another issue',
    find: `select 'attachment ' || a.id as name from attachment a join comment c on c.id = a.comment_id
      where c.issue_id <> a.issue_id order by a.id`,
    remedy: 'Attach the file again where it belongs',
  },
  {
    what: 'public files of internal notes',
    find: `select 'attachment ' || a.id as name from attachment a join comment c on c.id = a.comment_id
      where c.is_internal and not a.is_internal and a.deleted_at is null order by a.id`,
    remedy: 'Remove them: customers may read what was meant for the team',
  },
  {
    what: 'events of another project than their issue, though it never moved',
    find: `select 'event ' || e.id as name from event e join issue i on i.id = e.issue_id
      where e.project_id is null order by e.id`,
    remedy: 'They do not show in feeds of the project; nothing else suffers',
  },
  {
    what: 'followers that have read events which do not exist yet',
    find: `select c.name from event_cursor c where c.xid::text::numeric >
      (select pg_snapshot_xmax(pg_current_snapshot())::text::numeric) order by 1`,
    remedy: 'The database was put back in another way than by "fettle restore": restore the backup again',
  },
]

-- Fields that a workspace adds to its issues. What an issue has in them stands in issue.custom, by key.

create table custom_field (
  id integer generated always as identity primary key,
  key text not null unique check (key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
  name text not null,
  kind text not null check (kind in ('text', 'number', 'date', 'boolean', 'choice', 'person', 'url')),
  choices text[] not null default '{}',
  description text not null default '',
  -- null: all of them
  project_ids integer[],
  type_ids integer[],
  is_required boolean not null default false,
  position integer not null,
  version integer not null default 1,
  archived_at timestamptz(3),
  created_at timestamptz(3) not null
);
create unique index custom_field_name on custom_field (lower(name));

-- Every change of an issue touches every index that its row is in: most rows are not in this one.
create index issue_custom on issue using gin (custom jsonb_path_ops) where custom <> '{}' and deleted_at is null;

-- People, projects, workflows, issues and the event table that everything else is read from.

create extension if not exists citext;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Sorts as people do: apfel, Äpfel, Item 2, item 9, item 10.
create collation human (provider = icu, locale = 'und-u-kn-true');

create table setting (
  key text primary key,
  value jsonb not null,
  changed_at timestamptz(3) not null default now()
);

-- ---------------------------------------------------------------- people

create table company (
  id integer generated always as identity primary key,
  name text not null,
  domains citext[] not null default '{}',
  created_at timestamptz(3) not null default now()
);
create unique index company_name on company (lower(name));

-- Everyone who can be named. An account, to sign in with, is optional.
create table person (
  id integer generated always as identity primary key,
  name text not null,
  login citext,
  email citext,
  kind text not null default 'human' check (kind in ('human', 'contact', 'bot')),
  company_id integer references company on delete set null,
  created_at timestamptz(3) not null default now(),
  archived_at timestamptz(3)
);
create unique index person_login on person (login) where login is not null;
create unique index person_email on person (email) where email is not null;
create index person_company on person (company_id) where company_id is not null;
create index person_name on person (name collate human, id);
create index person_words on person using gin ((name || ' ' || coalesce(login::text, '')) gin_trgm_ops);

create table account (
  person_id integer primary key references person,
  email citext not null unique,
  is_admin boolean not null default false,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz(3),
  totp_last_step bigint,
  locale text,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz(3),
  created_at timestamptz(3) not null default now(),
  last_sign_in_at timestamptz(3),
  disabled_at timestamptz(3)
);

create table recovery_code (
  person_id integer not null references account on delete cascade,
  code_hash bytea not null,
  used_at timestamptz(3),
  primary key (person_id, code_hash)
);

create table passkey (
  id integer generated always as identity primary key,
  person_id integer not null references account on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  backed_up boolean not null default false,
  name text not null,
  created_at timestamptz(3) not null default now(),
  last_used_at timestamptz(3)
);
create index passkey_person on passkey (person_id);

-- Random tokens are stored as SHA-256: a leaked copy of the table opens nothing.
create table session (
  id integer generated always as identity primary key,
  token_hash bytea not null unique,
  person_id integer not null references account on delete cascade,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null default now(),
  address text,
  user_agent text
);
create index session_person on session (person_id);

create table api_key (
  id integer generated always as identity primary key,
  token_hash bytea not null unique,
  person_id integer not null references account on delete cascade,
  name text not null,
  scope text not null check (scope in ('read', 'write', 'admin')),
  hint text not null,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index api_key_person on api_key (person_id);

-- Links and challenges that work once: first administrator, magic link, password reset, passkey, second step.
create table one_time_token (
  token_hash bytea primary key,
  purpose text not null,
  person_id integer references person on delete cascade,
  payload jsonb not null default '{}',
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index one_time_token_expiry on one_time_token (expires_at);

-- ---------------------------------------------------------------- projects

create table project (
  id integer generated always as identity primary key,
  key text not null unique check (key ~ '^[A-Z][A-Z0-9]{1,9}$'),
  name text not null,
  description text not null default '',
  parent_id integer references project,
  visibility text not null default 'internal' check (visibility in ('public', 'internal', 'private')),
  default_assignee_id integer references person,
  language text not null default 'en',
  version integer not null default 1,
  created_at timestamptz(3) not null default now(),
  archived_at timestamptz(3)
);
create index project_parent on project (parent_id) where parent_id is not null;

-- A key that was renamed keeps leading to its project.
create table former_project_key (
  key text primary key,
  project_id integer not null references project
);

-- Apart from the project row, so that numbering an issue never waits for somebody who edits the project.
create table project_counter (
  project_id integer primary key references project,
  last_number integer not null default 0
) with (fillfactor = 50);

create table project_member (
  project_id integer not null references project,
  person_id integer not null references person,
  role text not null check (role in ('viewer', 'reporter', 'member', 'maintainer')),
  since timestamptz(3) not null default now(),
  primary key (project_id, person_id)
);
create index project_member_person on project_member (person_id);

create table invitation (
  id integer generated always as identity primary key,
  token_hash bytea not null unique,
  email citext,
  kind text not null default 'human' check (kind in ('human', 'contact')),
  is_admin boolean not null default false,
  project_id integer references project,
  role text check (role in ('viewer', 'reporter', 'member', 'maintainer')),
  invited_by integer references person,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  accepted_by integer references person,
  revoked_at timestamptz(3)
);

-- ---------------------------------------------------------------- types and workflows

create table workflow (
  id integer generated always as identity primary key,
  key text not null unique,
  name text not null
);

create table status (
  id integer generated always as identity primary key,
  workflow_id integer not null references workflow,
  key text not null,
  name text not null,
  category text not null check (category in ('triage', 'open', 'active', 'waiting', 'resolved', 'closed')),
  position integer not null,
  is_initial boolean not null default false,
  unique (workflow_id, key)
);
create unique index status_initial on status (workflow_id) where is_initial;

-- None for a workflow: every change of status is allowed.
create table transition (
  workflow_id integer not null references workflow,
  from_status_id integer not null references status,
  to_status_id integer not null references status,
  least_role text check (least_role in ('reporter', 'member', 'maintainer')),
  required_fields text[] not null default '{}',
  primary key (from_status_id, to_status_id)
);

create table issue_type (
  id integer generated always as identity primary key,
  key text not null unique,
  name text not null,
  kind text not null check (kind in ('defect', 'request', 'work', 'question', 'support')),
  icon text not null,
  color text not null,
  form jsonb not null,
  workflow_id integer not null references workflow,
  position integer not null
);

create table project_type (
  project_id integer not null references project,
  type_id integer not null references issue_type,
  primary key (project_id, type_id)
);

create table component (
  id integer generated always as identity primary key,
  project_id integer not null references project,
  name text not null,
  description text not null default '',
  assignee_id integer references person,
  archived_at timestamptz(3)
);
create unique index component_name on component (project_id, lower(name));

create table label (
  id integer generated always as identity primary key,
  project_id integer references project,
  name text not null,
  color text,
  description text not null default ''
);
create unique index label_name on label (coalesce(project_id, 0), lower(name));

create table version (
  id integer generated always as identity primary key,
  project_id integer not null references project,
  name text not null,
  description text not null default '',
  starts_on date,
  released_on date,
  is_released boolean not null default false,
  archived_at timestamptz(3)
);
create unique index version_name on version (project_id, lower(name));

create table milestone (
  id integer generated always as identity primary key,
  project_id integer not null references project,
  name text not null,
  description text not null default '',
  starts_on date,
  due_on date,
  closed_at timestamptz(3)
);
create unique index milestone_name on milestone (project_id, lower(name));

create table cycle (
  id integer generated always as identity primary key,
  project_id integer not null references project,
  name text not null,
  goal text not null default '',
  starts_on date,
  ends_on date,
  closed_at timestamptz(3)
);
create index cycle_project on cycle (project_id);

-- ---------------------------------------------------------------- issues


-- A time as every answer of the API writes it.
create function iso_time(moment timestamptz) returns text language sql stable parallel safe as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The part of a list's row that comes from the issue alone, written as JSON when the issue is: a page of 50
-- is put together in a third of the time (docs/decisions/0003-list-rows.md).
create function issue_row_json(
  title text, resolution text, priority smallint, severity smallint, visibility text, labels text[], due_on date,
  comment_count integer, attachment_count integer, vote_count integer, version integer,
  created_at timestamptz, updated_at timestamptz
) returns text language sql immutable parallel safe as $$
  select '"title":' || to_json(title)
    || ',"resolution":' || coalesce(to_json(resolution)::text, 'null')
    || ',"priority":"' || ('{none,low,normal,high,urgent,immediate}'::text[])[priority + 1]
    || '","severity":' || coalesce('"' || ('{feature,trivial,text,tweak,minor,major,crash,block}'::text[])[severity + 1] || '"', 'null')
    || ',"visibility":"' || visibility
    || '","labels":' || to_json(labels)
    || ',"dueOn":' || coalesce(to_json(due_on)::text, 'null')
    || ',"commentCount":' || comment_count
    || ',"attachmentCount":' || attachment_count
    || ',"voteCount":' || vote_count
    || ',"version":' || version
    || ',"createdAt":"' || to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","updatedAt":"' || to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'
$$;

create table issue (
  id integer generated always as identity primary key,
  project_id integer not null references project,
  number integer not null,
  type_id integer not null references issue_type,
  status_id integer not null references status,
  category text not null,
  is_open boolean not null generated always as (category not in ('resolved', 'closed')) stored,
  visibility text not null default 'project' check (visibility in ('public', 'project', 'private')),
  priority smallint not null default 0,
  severity smallint,
  version integer not null default 1,
  reporter_id integer not null references person,
  assignee_id integer references person,
  milestone_id integer references milestone,
  cycle_id integer references cycle,
  parent_id integer references issue,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  resolved_at timestamptz(3),
  closed_at timestamptz(3),
  deleted_at timestamptz(3),
  comment_count integer not null default 0,
  note_count integer not null default 0,
  attachment_count integer not null default 0,
  vote_count integer not null default 0,
  start_on date,
  due_on date,
  estimate_minutes integer,
  -- Before the texts: a column is found by walking over the ones before it.
  row_json text not null generated always as (issue_row_json(
    title, resolution, priority, severity, visibility, labels, due_on, comment_count, attachment_count, vote_count,
    version, created_at, updated_at)) stored,
  resolution text,
  reproducibility text,
  rank text collate "C",
  labels text[] not null default '{}',
  component_ids integer[] not null default '{}',
  affects_version_ids integer[] not null default '{}',
  target_version_ids integer[] not null default '{}',
  fixed_version_ids integer[] not null default '{}',
  title text not null,
  body text not null default '',
  steps text not null default '',
  expected text not null default '',
  actual text not null default '',
  environment text not null default '',
  custom jsonb not null default '{}'
);
create unique index issue_number on issue (project_id, number);
create index issue_updated on issue (updated_at desc, id desc) where deleted_at is null;
create index issue_open_updated on issue (is_open, updated_at desc, id desc) where deleted_at is null;
create index issue_project_updated on issue (project_id, updated_at desc, id desc) where deleted_at is null;
create index issue_project_open_updated on issue (project_id, is_open, updated_at desc, id desc) where deleted_at is null;
create index issue_project_created on issue (project_id, created_at desc, id desc) where deleted_at is null;
create index issue_assignee on issue (assignee_id, is_open, updated_at desc, id desc) where deleted_at is null and assignee_id is not null;
create index issue_reporter on issue (reporter_id, updated_at desc, id desc) where deleted_at is null;
create index issue_parent on issue (parent_id) where parent_id is not null;
create index issue_bin on issue (deleted_at) where deleted_at is not null;
create index issue_labels on issue using gin (labels);

-- Words of the titles, apart from the issue: a comment touches the issue's row and with it all its indexes, and this
-- one costs a tenth of a comment.
create table issue_title (
  issue_id integer primary key references issue on delete cascade,
  words tsvector not null
);
create index issue_title_words on issue_title using gin (words);

create function keep_issue_title() returns trigger language plpgsql as $$
begin
  insert into issue_title (issue_id, words) values (new.id, to_tsvector('simple', new.title))
  on conflict (issue_id) do update set words = excluded.words;
  return null;
end
$$;
create trigger issue_title_changed after insert or update of title on issue
  for each row execute function keep_issue_title();

-- A number that an issue had in another project, or in this one, keeps leading to it.
create table former_issue_number (
  project_id integer not null references project,
  number integer not null,
  issue_id integer not null references issue on delete cascade,
  primary key (project_id, number)
);
create index former_issue_number_issue on former_issue_number (issue_id);

create table comment (
  id integer generated always as identity primary key,
  issue_id integer not null references issue on delete cascade,
  author_id integer not null references person,
  body text not null,
  is_internal boolean not null default false,
  channel text not null default 'web',
  version integer not null default 1,
  created_at timestamptz(3) not null,
  edited_at timestamptz(3),
  deleted_at timestamptz(3)
);
create index comment_issue on comment (issue_id, id);
create index comment_author on comment (author_id);

create table relation (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('blocks', 'duplicates', 'relatesTo', 'causedBy')),
  from_issue_id integer not null references issue on delete cascade,
  to_issue_id integer not null references issue on delete cascade,
  created_by integer references person,
  created_at timestamptz(3) not null,
  check (from_issue_id <> to_issue_id),
  unique (from_issue_id, to_issue_id, kind)
);
create index relation_to on relation (to_issue_id);

create table watcher (
  issue_id integer not null references issue on delete cascade,
  person_id integer not null references person,
  since timestamptz(3) not null,
  primary key (issue_id, person_id)
);
create index watcher_person on watcher (person_id);

create table vote (
  issue_id integer not null references issue on delete cascade,
  person_id integer not null references person,
  at timestamptz(3) not null,
  primary key (issue_id, person_id)
);
create index vote_person on vote (person_id);

create table attachment (
  id integer generated always as identity primary key,
  issue_id integer not null references issue on delete cascade,
  comment_id integer references comment on delete cascade,
  uploader_id integer references person,
  name text not null,
  mime text not null,
  size bigint not null,
  -- null: only the metadata came with an import, the content stayed behind
  hash text,
  thumbnail_hash text,
  width integer,
  height integer,
  is_internal boolean not null default false,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3)
);
create index attachment_issue on attachment (issue_id, id);
create index attachment_comment on attachment (comment_id) where comment_id is not null;
create index attachment_hash on attachment (hash) where hash is not null;
create index attachment_thumbnail on attachment (thumbnail_hash) where thumbnail_hash is not null;
create index attachment_removed on attachment (deleted_at) where deleted_at is not null;

-- ---------------------------------------------------------------- events

-- What happened, in one place: history, timeline, feeds, notifications and the live stream are read from it.
-- xid orders it for readers that follow: an id is handed out before its transaction commits.
create table event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null,
  kind text not null,
  via text not null,
  actor_id integer references person,
  project_id integer references project,
  issue_id integer references issue on delete cascade,
  -- no reference: a comment goes only with its issue, which takes its events along
  comment_id integer,
  group_id integer,
  is_internal boolean not null default false,
  is_audit boolean not null default false,
  payload jsonb not null
);
create index event_order on event (xid, id);
create index event_issue on event (issue_id, id) where issue_id is not null;
create index event_audit on event (id) where is_audit;
create index event_group on event (group_id, issue_id) where group_id is not null;

-- How far each follower of the event table has read.
create table event_cursor (
  name text primary key,
  xid xid8 not null,
  event_id bigint not null
);

create table idempotency (
  actor text not null,
  key text not null,
  fingerprint bytea not null,
  response text,
  created_at timestamptz(3) not null default now(),
  primary key (actor, key)
);
create index idempotency_created on idempotency (created_at);

-- One change of many issues: its id groups the events, so that it can be undone as one.
create table bulk_change (
  id integer generated always as identity primary key,
  actor_id integer not null references person,
  via text not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  change jsonb not null,
  issue_ids integer[] not null,
  undo_of integer references bulk_change,
  done integer not null default 0,
  changed integer not null default 0,
  failures jsonb not null default '[]',
  created_at timestamptz(3) not null,
  progressed_at timestamptz(3) not null,
  finished_at timestamptz(3)
);
create index bulk_change_actor on bulk_change (actor_id, id desc);
create index bulk_change_unfinished on bulk_change (progressed_at) where state in ('waiting', 'running');
create index bulk_change_undo on bulk_change (undo_of) where undo_of is not null;

-- Where a thing came from, so that an import can be run again without doubling anything.
create table external_id (
  source text not null,
  kind text not null,
  external text not null,
  local_id integer not null,
  primary key (source, kind, external)
);
create index external_id_local on external_id (kind, local_id);

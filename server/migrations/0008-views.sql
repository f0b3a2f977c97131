-- Saved views: a query and how its issues are laid out, for one person or for all who see a project.

create table view (
  id integer generated always as identity primary key,
  name text not null,
  owner_id integer not null references person,
  -- Where a shared view is shown; null: in all projects. It does not narrow the query.
  project_id integer references project,
  is_shared boolean not null default false,
  query text not null default '',
  -- What the names in the query mean: places in the text, and ids. They are what survives a rename.
  refs jsonb not null default '[]',
  layout jsonb not null default '{}',
  position integer not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index view_personal on view (owner_id, position, id) where not is_shared;
create index view_shared on view (project_id, position, id) where is_shared;

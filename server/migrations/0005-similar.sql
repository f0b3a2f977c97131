-- Similar issues: what each report says, in numbers (docs/search.md). Written after the change, in bulk, from
-- search_pending.

-- What is known of the reports of a project: kept by a timer, never by a write.
create table similar_project (
  project_id integer primary key references project,
  issues integer not null,
  -- Mean lengths in terms, with which the postings were weighed. When they have drifted, all are weighed anew.
  title_length real not null,
  body_length real not null,
  -- Number of issues when title_self was last worked out.
  weighed_issues integer not null,
  -- Issues that were written since the numbers were taken.
  written integer not null default 0,
  refreshed_at timestamptz(3) not null
);

-- In how many issues of a project a term stands. A term is a hash: no words lie here.
create table similar_term (
  project_id integer not null references project,
  term integer not null,
  issues integer not null,
  primary key (project_id, term) include (issues)
) with (fillfactor = 80);

create table similar_issue (
  issue_id integer primary key references issue on delete cascade,
  project_id integer not null references project,
  -- Of the texts, to see that nothing has changed.
  fingerprint bytea not null,
  title_length integer not null,
  body_length integer not null,
  -- What the title would get if it were compared with itself.
  title_self real not null,
  terms integer[] not null
);
create index similar_issue_project on similar_issue (project_id);

-- Which issues have a term, and what it says about each: in the whole report (0 to 1) and in its title (0 to 2.2),
-- in 10,000ths. Read through its key alone.
create table similar_posting (
  project_id integer not null,
  term integer not null,
  issue_id integer not null,
  full_weight smallint not null,
  title_weight smallint not null,
  primary key (project_id, term, issue_id) include (full_weight, title_weight)
);

-- A reference would need an index by issue as large as the table.
create function forget_similar_postings() returns trigger language plpgsql as $$
begin
  delete from similar_posting
  where project_id = old.project_id and term = any(old.terms) and issue_id = old.issue_id;
  return null;
end
$$;
create trigger similar_issue_deleted after delete on similar_issue
  for each row execute function forget_similar_postings();

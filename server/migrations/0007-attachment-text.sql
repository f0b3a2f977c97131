-- The text inside attached files, which search reads. A row stands for every file that was looked into, also where
-- there was nothing to find, so that nobody looks again.
create table attachment_text (
  attachment_id integer primary key references attachment on delete cascade,
  state text not null check (state in ('done', 'empty', 'failed', 'unsupported', 'tooLarge')),
  -- why there is none, for people
  reason text,
  extracted_at timestamptz(3) not null,
  text text not null default ''
);

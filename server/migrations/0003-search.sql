-- What is found by its words: one row an issue, kept in the transaction of the change (docs/search.md).

drop trigger issue_title_changed on issue;
drop function keep_issue_title();
drop table issue_title;

-- No column of the issue that decides who may see it lies here as well: every search joins the issue.
create table issue_search (
  issue_id integer primary key references issue on delete cascade,
  -- How the texts were taken apart; rows of an older way are written anew.
  analysis smallint not null,
  title_length smallint not null,
  title_words tsvector not null,
  -- Title A, description and its like B, comments C, attachments D: what everybody who sees the issue may read.
  words tsvector not null,
  -- The same with the internal notes, where there are some.
  team_words tsvector
) with (toast_tuple_target = 128);
alter table issue_search alter column title_words set storage main;
alter table issue_search alter column words set storage external;
alter table issue_search alter column team_words set storage external;
-- Enough to know the common words. With more, planning takes longer than finding.
alter table issue_search alter column title_words set statistics 200;
alter table issue_search alter column words set statistics 200;
alter table issue_search alter column team_words set statistics 50;
create index issue_search_title_words on issue_search using gin (title_words);
create index issue_search_words on issue_search using gin (words);
create index issue_search_team_words on issue_search using gin (team_words) where team_words is not null;
create index issue_search_analysis on issue_search (analysis);

-- Issues whose texts have changed and of which that is written later, in bulk, which a search does not need at
-- once: the words to correct a typing error with, and what similar issues are found by. No reference: an issue that
-- is gone has nothing to write.
-- One row a change rather than one an issue: who writes never waits for who works it off, and a change that commits
-- while an earlier one of the same issue is worked off is not lost.
create table search_pending (
  id bigint generated always as identity primary key,
  issue_id integer not null
);
create index search_pending_issue on search_pending (issue_id);

-- Words that were written, to find the one that was meant. The same ones are counted again and again: with room on
-- the page that touches no index.
create table search_word (
  word text primary key,
  issues integer not null
) with (fillfactor = 60);
create index search_word_like on search_word using gin (word gin_trgm_ops);

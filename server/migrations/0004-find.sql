-- What queries of the whole language need to find without reading everything.

-- People by name, as queries write them.
create index person_lower_name on person (lower(name));

-- Only issues that are planned for something are in these.
create index issue_milestone on issue (milestone_id) where milestone_id is not null and deleted_at is null;
create index issue_cycle on issue (cycle_id) where cycle_id is not null and deleted_at is null;

-- What a field once was or became (`status.was:`), who changed it when (`assignee.by:`, `status.changed:`), and moves.
create index event_changes on event using gin ((payload -> 'changes') jsonb_path_ops)
  where kind in ('issue.changed', 'issue.moved');
create index event_changed_at on event (at) where kind in ('issue.changed', 'issue.moved');
create index event_changed_by on event (actor_id, at) where kind in ('issue.changed', 'issue.moved');
create index event_moved on event (issue_id) where kind = 'issue.moved';

-- The order that a triage or a plan is read in. One more index on issue costs a comment about 2 %.
create index issue_project_priority on issue (project_id, is_open, priority desc, id desc) where deleted_at is null;

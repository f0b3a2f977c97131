-- The types and workflows that are there from the first start.

insert into workflow (key, name) values
  ('defect', 'Bugs'), ('request', 'Requests'), ('work', 'Work'), ('question', 'Questions'), ('support', 'Support');

insert into status (workflow_id, key, name, category, position, is_initial)
select w.id, s.key, s.name, s.category, s.position, s.is_initial
from workflow w join (values
  ('defect', 'new', 'New', 'triage', 1, true),
  ('defect', 'todo', 'To do', 'open', 2, false),
  ('defect', 'reopened', 'Reopened', 'open', 3, false),
  ('defect', 'in-progress', 'In progress', 'active', 4, false),
  ('defect', 'in-review', 'In review', 'active', 5, false),
  ('defect', 'waiting', 'Waiting for the reporter', 'waiting', 6, false),
  ('defect', 'resolved', 'Resolved', 'resolved', 7, false),
  ('defect', 'closed', 'Closed', 'closed', 8, false),
  ('request', 'new', 'New', 'triage', 1, true),
  ('request', 'considered', 'Considered', 'open', 2, false),
  ('request', 'planned', 'Planned', 'open', 3, false),
  ('request', 'in-progress', 'In progress', 'active', 4, false),
  ('request', 'in-review', 'In review', 'active', 5, false),
  ('request', 'waiting', 'Waiting', 'waiting', 6, false),
  ('request', 'shipped', 'Shipped', 'resolved', 7, false),
  ('request', 'closed', 'Closed', 'closed', 8, false),
  ('work', 'todo', 'To do', 'open', 1, true),
  ('work', 'in-progress', 'In progress', 'active', 2, false),
  ('work', 'in-review', 'In review', 'active', 3, false),
  ('work', 'waiting', 'Waiting', 'waiting', 4, false),
  ('work', 'done', 'Done', 'resolved', 5, false),
  ('work', 'closed', 'Closed', 'closed', 6, false),
  ('question', 'asked', 'Asked', 'triage', 1, true),
  ('question', 'open', 'Open', 'open', 2, false),
  ('question', 'in-progress', 'In progress', 'active', 3, false),
  ('question', 'waiting', 'Waiting for the asker', 'waiting', 4, false),
  ('question', 'answered', 'Answered', 'resolved', 5, false),
  ('question', 'closed', 'Closed', 'closed', 6, false),
  ('support', 'new', 'New', 'triage', 1, true),
  ('support', 'open', 'Open', 'open', 2, false),
  ('support', 'in-progress', 'In progress', 'active', 3, false),
  ('support', 'waiting', 'Waiting for the customer', 'waiting', 4, false),
  ('support', 'solved', 'Solved', 'resolved', 5, false),
  ('support', 'closed', 'Closed', 'closed', 6, false)
) s (workflow, key, name, category, position, is_initial) on s.workflow = w.key
order by w.id, s.position;

-- A form lists the fields that matter for a type, in the order in which they are asked.
insert into issue_type (key, name, kind, icon, color, form, workflow_id, position)
select t.key, t.name, t.kind, t.icon, t.color, t.form::jsonb, w.id, t.position
from workflow w join (values
  ('bug', 'Bug', 'defect', 'bug', 'bug', 1,
   '{"fields": ["body", "steps", "expected", "actual", "environment", "severity", "reproducibility", "affectsVersions", "components", "labels"], "required": []}'),
  ('feature', 'Feature', 'request', 'lightbulb', 'feature', 2,
   '{"fields": ["body", "components", "targetVersions", "labels"], "required": []}'),
  ('improvement', 'Improvement', 'request', 'sparkles', 'feature', 3,
   '{"fields": ["body", "components", "targetVersions", "labels"], "required": []}'),
  ('task', 'Task', 'work', 'square-check', 'task', 4,
   '{"fields": ["body", "dueOn", "estimateMinutes", "components", "labels"], "required": []}'),
  ('documentation', 'Documentation', 'work', 'book-open-text', 'docs', 5,
   '{"fields": ["body", "components", "labels"], "required": []}'),
  ('question', 'Question', 'question', 'circle-question-mark', 'question', 6,
   '{"fields": ["body", "components", "labels"], "required": []}'),
  ('ticket', 'Ticket', 'support', 'life-buoy', 'ticket', 7,
   '{"fields": ["body", "environment", "severity", "labels"], "required": []}')
) t (key, name, kind, icon, color, position, form) on t.kind = w.key
order by t.position;

-- What makes the probabilities of an adapter or a yardstick believable: {"value": 1.4, "fitted": true, "developmentPosts": 120,
-- "testPosts": 80, "errorBefore": 0.21, "errorAfter": 0.04}. Null: made before this, and answers at 1.

alter table adapter add column temperature jsonb;
alter table yardstick add column temperature jsonb;

-- A run may train the yardstick alone, between two of an adapter's and beside one: it takes seconds, and follows what people
-- correct (docs/adr/0013-what-answers.md). A project has at most one under way of each kind.

alter table training_run add column kind text not null default 'ADAPTER' check (kind in ('ADAPTER', 'YARDSTICK'));
alter table training_run drop constraint training_run_state_check;
alter table training_run add constraint training_run_state_check
  check (state in ('QUEUED', 'RUNNING', 'EVALUATING', 'AWAITING_APPROVAL', 'PROMOTED', 'REJECTED', 'TRAINED', 'FAILED', 'CANCELLED'));
drop index training_run_active;
create unique index training_run_active on training_run (tenant_id, project_id, kind) where state in ('QUEUED', 'RUNNING', 'EVALUATING');

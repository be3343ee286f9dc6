-- The queue by several strategies, by what its readers read, and with more reviewers where the first disagree
-- (docs/adr/0020-the-queue.md). A change of settings is carried out by a walk over the project's posts.

alter table project drop constraint project_query_strategy_check;
alter table project add constraint project_query_strategy_check
  check (query_strategy in ('MARGIN', 'ENTROPY', 'LEAST_CONFIDENCE', 'RANDOM', 'DIVERSITY', 'MIXTURE'));
alter table project add column strategy_mix jsonb not null default '{}';      -- {"MARGIN": 0.7, "DIVERSITY": 0.3}
alter table project add column max_overlap int not null default 1 check (max_overlap between 1 and 9);
alter table project add column route_by_language boolean not null default false;

alter table account add column languages jsonb not null default '[]';         -- what the member reads: ["ar-EG", "hi"]; none: everything

alter table review_task add column strategy text not null default 'MARGIN'
  check (strategy in ('MARGIN', 'ENTROPY', 'LEAST_CONFIDENCE', 'RANDOM', 'DIVERSITY'));
alter table review_task add column lang text not null default '';             -- the post's
alter table review_task add column extra boolean not null default false;      -- asked for because others disagreed
update review_task t set lang = p.lang, strategy = j.query_strategy
  from post p join project j on j.tenant_id = p.tenant_id and j.id = p.project_id
  where p.tenant_id = t.tenant_id and p.id = t.post_id;
-- The line a task waits in; each is served from its own head.
alter table review_task add column lane text not null generated always as (
  case when arm = 'STRATEGY' then 'BY_' || strategy when arm = 'RANDOM' and blind then 'HELD_OUT' else arm end) stored;

drop index review_task_queue;
create index review_task_queue on review_task (tenant_id, project_id, lane, priority, id) where state = 'OPEN';
create index review_task_language on review_task (tenant_id, project_id, lane, lang, priority, id) where state = 'OPEN';

-- Whether a post is the first of its near-duplicates.
drop index post_cluster;
create index post_cluster on post (tenant_id, project_id, cluster_id, id);

-- How many batches of a project are under way is asked after every answer.
create index prediction_batch_project on prediction_batch (tenant_id, project_id, state, requested_at);

-- Which posts were predicted by another adapter or under another label schema is asked every few seconds.
create index prediction_made_by on prediction (tenant_id, project_id, schema_version, adapter_id, margin, post_id) where is_current;

-- How far a project's tasks were brought in line with its newest settings, post by post in the order of their ids.
create table queue_walk (
  tenant_id   uuid not null,
  project_id  uuid not null,
  after_post  uuid not null,                          -- the posts up to this one are in line
  done        bigint not null default 0,
  total       bigint not null,
  begun_at    timestamptz not null default now(),
  ended_at    timestamptz,                            -- null while it is under way
  primary key (tenant_id, project_id),
  foreign key (tenant_id, project_id) references project
);
alter table queue_walk enable row level security;
alter table queue_walk force row level security;
create policy tenant_rows on queue_walk to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy owner_rows on queue_walk to current_user using (true) with check (true);
grant select, insert, update, delete on queue_walk to ${app};
create policy system_rows on queue_walk for select to ${system} using (true);
grant select on queue_walk to ${system};

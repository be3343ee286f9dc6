-- The queue by several strategies, by what its readers read, and with more reviewers where the first disagree
-- (docs/adr/0020-the-queue.md). A change of settings is carried out by a walk over the project's posts.

alter table project drop constraint project_query_strategy_check;
alter table project add constraint project_query_strategy_check
  check (query_strategy in ('MARGIN', 'ENTROPY', 'LEAST_CONFIDENCE', 'RANDOM', 'DIVERSITY', 'MIXTURE'));
alter table project add column strategy_mix jsonb not null default '{}';      -- {"MARGIN": 0.7, "DIVERSITY": 0.3}
alter table project add column max_overlap int not null default 1 check (max_overlap between 1 and 9);
alter table project add column route_by_language boolean not null default false;
alter table project add column check_share real not null default 0 check (check_share between 0 and 0.5);
alter table project add column gold_as_checks boolean not null default false;  -- labels that came with the import, too

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

-- How far a project's tasks were brought in line with its newest settings, post by post in the order of their ids.
create table queue_walk (
  tenant_id   uuid not null,
  project_id  uuid not null,
  after_post  uuid not null,                          -- the posts up to this one are in line
  done        bigint not null default 0,
  total       bigint not null,
  settling    boolean not null default false,         -- another number of labels is wanted: posts are settled anew
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

-- Posts whose label is known are mixed in to see how well a member answers; an answer to one is no label of the post.
create index post_gold on post (tenant_id, project_id, id) where gold_label is not null;

create table attention_check (                        -- a post that an admin marked, with the answer it asks for
  tenant_id   uuid not null,
  post_id     uuid not null,
  project_id  uuid not null,
  expected    text not null,
  created_at  timestamptz not null default now(),
  primary key (tenant_id, post_id),
  foreign key (tenant_id, post_id) references post
);
create index attention_check_project on attention_check (tenant_id, project_id, post_id);

create table check_task (
  tenant_id        uuid not null,
  id               uuid not null,
  project_id       uuid not null,
  post_id          uuid not null,
  account_id       uuid not null,
  kind             text not null check (kind in ('GOLD', 'ATTENTION')),
  expected         text not null,
  fence            bigint not null default 0,
  leased_at        timestamptz not null,
  leased_until     timestamptz not null,
  answer_id        uuid,                              -- what the reply called the answer
  decision         text,
  label            text,
  schema_version   int,
  duration_millis  bigint,
  answered_at      timestamptz,                       -- null while it is held
  created_at       timestamptz not null default now(),
  version          int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, post_id, account_id),
  foreign key (tenant_id, post_id) references post,
  foreign key (tenant_id, account_id) references account
);
create index check_task_account on check_task (tenant_id, account_id, project_id, answered_at);
create index check_task_project on check_task (tenant_id, project_id, account_id);

do $$
declare t text;
begin
  foreach t in array array['attention_check', 'check_task'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create policy owner_rows on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;

-- Qalam's first schema. Run by the owner role; the roles qalam_app and qalam_system exist already (their names are
-- placeholders ${app} and ${system}). Every tenant table carries tenant_id, a key that begins with it, and a forced
-- row-level-security policy; what belongs to the system itself is named in docs/adr/0003-tenancy.md.

create extension if not exists pg_trgm;

-- The tenant of the running transaction: null when none was set, and then no row is visible.
create function current_tenant() returns uuid language sql stable as
$$ select nullif(current_setting('app.tenant', true), '')::uuid $$;

-- ---------------------------------------------------------------- the system's own tables

create table tenant (
  id          uuid primary key,
  name        text not null unique check (name ~ '^[a-z][a-z0-9-]{1,30}$'),
  created_at  timestamptz not null default now()
);

create table login_throttle (
  subject       text primary key,          -- "account:<tenant>/<user>" or "address:<ip>"
  failures      int not null,
  locked_until  timestamptz,
  updated_at    timestamptz not null default now()
);

create table outbox (
  id          bigint generated always as identity primary key,
  tenant_id   uuid,                        -- null only for the system's own messages
  topic       text not null,
  key         text not null,
  payload     text,                        -- JSON; null is a tombstone
  created_at  timestamptz not null default now()
);

create table timer_lease (
  name        text primary key,
  holder      text not null,
  until       timestamptz not null
);

create table worker (
  id            text primary key,
  base_model    text not null,
  device        text not null,
  adapters      jsonb not null default '[]',     -- ids of the adapters it holds
  live          jsonb not null default '{}',     -- project id -> adapter id
  training_run  uuid,
  memory_bytes  bigint not null default 0,
  started_at    timestamptz not null,
  last_seen_at  timestamptz not null
);

-- ---------------------------------------------------------------- accounts

create table account (
  tenant_id      uuid not null references tenant,
  id             uuid not null,
  user_name      text not null check (user_name ~ '^[A-Za-z0-9._@-]{1,64}$'),
  display_name   text not null,
  password_hash  text not null,
  role           text not null check (role in ('ANNOTATOR', 'EDITOR', 'ADMIN')),
  locale         text not null default 'en' check (locale in ('ar', 'hi', 'en')),
  enabled        boolean not null default true,
  session_epoch  int not null default 0,           -- raised to end every session of the account
  created_at     timestamptz not null default now(),
  version        int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, user_name)
);

create table api_token (
  tenant_id     uuid not null,
  id            uuid not null,
  account_id    uuid not null,
  token_hash    text not null unique,              -- SHA-256, hex
  label         text not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references account
);

create table audit_event (
  tenant_id  uuid not null references tenant,
  id         uuid not null,
  at         timestamptz not null default now(),
  actor      text not null,                        -- user name, "timer" or "machine"
  action     text not null,                        -- e.g. "schedule.changed"
  subject    text not null,
  detail     jsonb not null default '{}',
  primary key (tenant_id, id)
);

-- ---------------------------------------------------------------- projects and label schemas

create table project (
  tenant_id         uuid not null references tenant,
  id                uuid not null,
  name              text not null check (length(name) between 1 and 120),
  task              text not null,                 -- e.g. "sentiment"
  languages         jsonb not null,                -- ["ar"]
  schema_version    int not null default 1,        -- the label schema in force
  overlap           int not null default 1 check (overlap between 1 and 9),
  query_strategy    text not null default 'MARGIN' check (query_strategy in ('MARGIN', 'RANDOM')),
  random_share      real not null default 0.10 check (random_share between 0 and 1),
  blind_share       real not null default 0.10 check (blind_share between 0 and 1),
  lease_seconds     int not null default 300 check (lease_seconds between 10 and 86400),
  gold_in_training  boolean not null default false,
  gate_delta        real not null default 0.05 check (gate_delta between 0 and 1),
  ratchet_delta     real not null default 0.10 check (ratchet_delta between 0 and 1),
  undecided         text not null default 'AWAIT_APPROVAL' check (undecided in ('AWAIT_APPROVAL', 'PROMOTE_IF_MEAN_NOT_NEGATIVE')),
  created_at        timestamptz not null default now(),
  deleted_at        timestamptz,
  version           int not null default 0,
  primary key (tenant_id, id)
);
create unique index project_name on project (tenant_id, name) where deleted_at is null;

create table label_schema (
  tenant_id     uuid not null,
  id            uuid not null,
  project_id    uuid not null,
  version       int not null,
  labels        jsonb not null,                    -- ["positive", "negative", "neutral"], the order is the digits' order
  instructions  jsonb not null,                    -- ["Classify …"]; the first one is used to predict
  created_by    text not null,
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, project_id, version),
  foreign key (tenant_id, project_id) references project
);

-- ---------------------------------------------------------------- posts

create table post (
  tenant_id      uuid not null,
  id             uuid not null,
  project_id     uuid not null,
  external_id    text,
  text           text not null,
  lang           text not null,
  match_text     text not null,                    -- normalised for search and duplicates; never shown
  match_hash     text not null,                    -- SHA-256 of match_text, hex
  cluster_id     uuid not null,                    -- near-duplicates share it
  split          text not null check (split in ('TRAIN', 'DEVELOPMENT', 'TEST')),
  gold_label     text,                             -- came with the import; hidden
  state          text not null default 'NEW' check (state in ('NEW', 'PREDICTED', 'LABELLED', 'DISPUTED', 'FLAGGED', 'SKIPPED', 'ADJUDICATED')),
  final_label    text,                             -- what counts now, by the rules of the training set
  created_at     timestamptz not null default now(),
  version        int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, project_id, match_hash),
  foreign key (tenant_id, project_id) references project
);
create unique index post_external_id on post (tenant_id, project_id, external_id) where external_id is not null;
create index post_state on post (tenant_id, project_id, state, id);
create index post_page on post (tenant_id, project_id, id);
create index post_cluster on post (tenant_id, project_id, cluster_id);
create index post_match on post using gin (match_text gin_trgm_ops);

-- Bands of the near-duplicate signature (MinHash over character 5-grams), for finding a post's cluster at import.
create table post_band (
  tenant_id   uuid not null,
  project_id  uuid not null,
  band        smallint not null,
  hash        bigint not null,
  post_id     uuid not null,
  cluster_id  uuid not null,
  primary key (tenant_id, project_id, band, hash, post_id),
  foreign key (tenant_id, post_id) references post
);

create table rejected_post (
  tenant_id   uuid not null,
  id          uuid not null,
  project_id  uuid not null,
  source      text not null,                       -- "rest", "file <name>" or "kafka <topic>"
  line        bigint,                              -- line of the file, or offset of the record
  reason      text not null,
  record      text not null,                       -- its first 2,000 characters
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project
);

-- ---------------------------------------------------------------- predictions

create table prediction_batch (                    -- also read by the system role, to find an answer's tenant
  tenant_id       uuid not null,
  id              uuid not null unique,
  project_id      uuid not null,
  adapter_id      uuid,                            -- null: the base model alone
  schema_version  int not null,
  posts           int not null,
  state           text not null default 'REQUESTED' check (state in ('REQUESTED', 'ANSWERED', 'FAILED', 'SUPERSEDED')),
  error           text,
  requested_at    timestamptz not null default now(),
  answered_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project
);
create index prediction_batch_open on prediction_batch (requested_at) where state = 'REQUESTED';

create table prediction_batch_post (
  tenant_id  uuid not null,
  batch_id   uuid not null,
  post_id    uuid not null,
  primary key (tenant_id, batch_id, post_id),
  foreign key (tenant_id, batch_id) references prediction_batch,
  foreign key (tenant_id, post_id) references post
);
create index prediction_batch_post_post on prediction_batch_post (tenant_id, post_id);

create table prediction (
  tenant_id       uuid not null,
  id              uuid not null,
  project_id      uuid not null,
  post_id         uuid not null,
  batch_id        uuid not null,
  adapter_id      uuid,
  base_model      text not null,
  schema_version  int not null,
  label           text not null,
  probabilities   jsonb not null,                  -- {"positive": 0.71, …}
  margin          real not null,                   -- best minus second best probability
  is_current      boolean not null default true,   -- the newest one of its post
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, batch_id, post_id),
  foreign key (tenant_id, post_id) references post,
  foreign key (tenant_id, batch_id) references prediction_batch
);
create unique index prediction_current on prediction (tenant_id, post_id) where is_current;
create index prediction_post on prediction (tenant_id, post_id, created_at);

-- ---------------------------------------------------------------- queue and review

create table review_task (
  tenant_id      uuid not null,
  id             uuid not null,
  project_id     uuid not null,
  post_id        uuid not null,
  slot           smallint not null,                -- 1..overlap; one task a reviewer wanted
  arm            text not null check (arm in ('STRATEGY', 'RANDOM', 'BLIND')),
  blind          boolean not null,                 -- no prediction is shown
  state          text not null default 'OPEN' check (state in ('OPEN', 'LEASED', 'DONE', 'WITHDRAWN')),
  priority       real not null,                    -- smallest first: the margin, or a random number
  prediction_id  uuid,                             -- what the holder is shown
  fence          bigint not null default 0,        -- grows with every lease; an answer must carry the newest
  leased_by      uuid,                             -- who holds it, or who answered it
  leased_at      timestamptz,
  leased_until   timestamptz,
  created_at     timestamptz not null default now(),
  version        int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, post_id, slot),
  foreign key (tenant_id, post_id) references post,
  foreign key (tenant_id, leased_by) references account
);
create index review_task_queue on review_task (tenant_id, project_id, arm, blind, priority, id) where state = 'OPEN';
create index review_task_lease on review_task (leased_until) where state = 'LEASED';
create index review_task_progress on review_task (tenant_id, project_id, state);
-- Nobody holds one post twice, and below nobody has two annotations of one post in force.
create unique index review_task_holder on review_task (tenant_id, post_id, leased_by) where state = 'LEASED';

create table annotation (
  tenant_id        uuid not null,
  id               uuid not null,
  project_id       uuid not null,
  post_id          uuid not null,
  task_id          uuid not null,
  account_id       uuid not null,
  fence            bigint not null,                -- the lease it was given under
  decision         text not null check (decision in ('ACCEPTED', 'CORRECTED', 'LABELLED', 'SKIPPED', 'FLAGGED')),
  label            text,
  comment          text,
  schema_version   int not null,
  prediction_id    uuid,                           -- what was shown; null for a blind task
  shown_label      text,
  blind            boolean not null,
  arm              text not null,
  duration_millis  bigint not null,                -- from the lease to the answer
  created_at       timestamptz not null default now(),
  undone_at        timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, task_id, fence),
  check ((decision in ('ACCEPTED', 'CORRECTED', 'LABELLED')) = (label is not null)),
  foreign key (tenant_id, task_id) references review_task,
  foreign key (tenant_id, post_id) references post,
  foreign key (tenant_id, account_id) references account
);
create unique index annotation_in_force on annotation (tenant_id, post_id, account_id) where undone_at is null;
create index annotation_post on annotation (tenant_id, post_id);
create index annotation_account on annotation (tenant_id, account_id, created_at);
create index annotation_project on annotation (tenant_id, project_id, created_at);

create table adjudication (
  tenant_id       uuid not null,
  id              uuid not null,
  project_id      uuid not null,
  post_id         uuid not null,
  editor_id       uuid not null,
  label           text not null,
  note            text,
  schema_version  int not null,
  created_at      timestamptz not null default now(),
  undone_at       timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, post_id) references post,
  foreign key (tenant_id, editor_id) references account
);
create unique index adjudication_in_force on adjudication (tenant_id, post_id) where undone_at is null;

-- ---------------------------------------------------------------- training sets, runs, adapters

create table training_set (
  tenant_id       uuid not null,
  id              uuid not null,
  project_id      uuid not null,
  sha256          text not null,
  schema_version  int not null,
  train_rows      int not null,
  development_rows int not null,
  test_rows       int not null,
  newest_label_at timestamptz,
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project
);

create table training_schedule (
  tenant_id       uuid not null,
  project_id      uuid not null,
  cron            text not null,                   -- minute hour day-of-month month day-of-week
  time_zone       text not null,
  min_new_labels  int not null check (min_new_labels >= 0),   -- 0: no threshold
  enabled         boolean not null,
  next_fire_at    timestamptz,
  last_fired_at   timestamptz,
  version         int not null default 0,
  primary key (tenant_id, project_id),
  foreign key (tenant_id, project_id) references project
);

create table adapter (
  tenant_id       uuid not null,
  id              uuid not null,
  project_id      uuid not null,
  run_id          uuid,
  parent_id       uuid,
  base_model      text not null,
  schema_version  int not null,
  sha256          text not null,                   -- of adapter_model.safetensors
  rank            int not null,
  state           text not null check (state in ('CANDIDATE', 'LIVE', 'RETIRED', 'REJECTED')),
  development_f1  real,                            -- macro-F1 on the development part when it was measured
  created_at      timestamptz not null default now(),
  promoted_at     timestamptz,
  retired_at      timestamptz,
  version         int not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project
);
create unique index adapter_live on adapter (tenant_id, project_id) where state = 'LIVE';

create table training_run (
  tenant_id        uuid not null,
  id               uuid not null unique,           -- also read by the system role, to find an answer's tenant
  project_id       uuid not null,
  state            text not null check (state in ('QUEUED', 'RUNNING', 'EVALUATING', 'AWAITING_APPROVAL', 'PROMOTED', 'REJECTED', 'FAILED', 'CANCELLED')),
  cause            text not null check (cause in ('CALENDAR', 'THRESHOLD', 'ADMIN')),
  requested_by     text not null,
  attempt          int not null default 1,
  training_set_id  uuid not null,
  schema_version   int not null,
  parent_adapter_id uuid,
  adapter_id       uuid,                           -- the candidate
  worker_id        text,
  step             int not null default 0,
  steps            int not null default 0,
  message          text,
  cancel_requested boolean not null default false,
  created_at       timestamptz not null default now(),
  started_at       timestamptz,
  heartbeat_at     timestamptz,
  finished_at      timestamptz,
  version          int not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, training_set_id) references training_set,
  foreign key (tenant_id, parent_adapter_id) references adapter,
  foreign key (tenant_id, adapter_id) references adapter
);
create unique index training_run_active on training_run (tenant_id, project_id) where state in ('QUEUED', 'RUNNING', 'EVALUATING');

create table training_loss (
  tenant_id      uuid not null,
  run_id         uuid not null,
  attempt        int not null,
  step           int not null,
  loss           real not null,
  learning_rate  real not null,
  at             timestamptz not null default now(),
  primary key (tenant_id, run_id, step),
  foreign key (tenant_id, run_id) references training_run
);

create table evaluation (
  tenant_id   uuid not null,
  id          uuid not null,
  run_id      uuid not null,
  part        text not null check (part in ('DEVELOPMENT', 'TEST')),
  task        text not null,
  lang        text not null,                       -- "all" for the whole part
  posts       int not null,
  candidate   jsonb not null,                      -- {"accuracy":…, "macroF1":…, "microF1":…, "weightedF1":…}
  live        jsonb not null,
  difference  real not null,                       -- candidate macro-F1 minus live macro-F1
  lower       real not null,                       -- paired bootstrap, 95 %
  upper       real not null,
  primary key (tenant_id, id),
  unique (tenant_id, run_id, part, task, lang),
  foreign key (tenant_id, run_id) references training_run
);

create table live_adapter (                        -- one row a project: what predicts now
  tenant_id    uuid not null,
  project_id   uuid not null,
  adapter_id   uuid,                               -- null: the base model alone
  former_id    uuid,                               -- ready for a rollback
  sequence     bigint not null,                    -- grows with every change
  changed_by   text not null,
  changed_at   timestamptz not null default now(),
  version      int not null default 0,
  primary key (tenant_id, project_id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, adapter_id) references adapter,
  foreign key (tenant_id, former_id) references adapter
);

-- ---------------------------------------------------------------- row-level security and rights

do $$
declare t text;
begin
  foreach t in array array['account', 'api_token', 'audit_event', 'project', 'label_schema', 'post', 'post_band',
      'rejected_post', 'prediction_batch', 'prediction_batch_post', 'prediction', 'review_task', 'annotation',
      'adjudication', 'training_set', 'training_schedule', 'adapter', 'training_run', 'training_loss', 'evaluation',
      'live_adapter']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    -- The owner reads and writes every row for backup, restore and the launcher's account commands.
    execute format('create policy owner_rows on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;

revoke update, delete on audit_event from ${app};
revoke delete on annotation, adjudication, training_run, evaluation, adapter from ${app};

grant usage on schema public to ${app}, ${system};
grant select on tenant to ${app};
grant insert on outbox to ${app};
grant usage on all sequences in schema public to ${app}, ${system};
grant select, insert, update on worker to ${app};
grant select, insert, update on timer_lease to ${app};

grant select on tenant to ${system};
grant select, insert, update, delete on login_throttle, timer_lease, worker to ${system};
grant select, delete on outbox to ${system};
grant insert on outbox to ${system};

-- The system role: accounts and tokens at login, the tenant of a batch or a run, leases to sweep, schedules to fire.
do $$
declare t text;
begin
  foreach t in array array['account', 'api_token', 'prediction_batch', 'training_run', 'training_schedule', 'review_task', 'project', 'live_adapter']
  loop
    execute format('create policy system_rows on %I for select to ${system} using (true)', t);
    execute format('grant select on %I to ${system}', t);
  end loop;
end $$;
create policy system_touch on api_token for update to ${system} using (true) with check (true);
grant update (last_used_at) on api_token to ${system};

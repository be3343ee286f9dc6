-- Beside candidate and live adapter every evaluation has the yardstick: TF-IDF and logistic regression on the same rows.
-- A project may have it answer in the adapter's place (docs/adr/0013-what-answers.md).

alter table evaluation add column yardstick jsonb;   -- scores as of candidate and live; null: not measured

alter table project add column served text not null default 'ADAPTER' check (served in ('ADAPTER', 'YARDSTICK', 'AUTO'));

create table yardstick (
  tenant_id       uuid not null,
  id              uuid not null,                     -- the run's, with version 8
  project_id      uuid not null,
  run_id          uuid not null,
  schema_version  int not null,
  sha256          text not null,                     -- of its file in the artifact store
  created_at      timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, run_id) references training_run
);
create index yardstick_newest on yardstick (tenant_id, project_id, schema_version, id);

alter table yardstick enable row level security;
alter table yardstick force row level security;
create policy tenant_rows on yardstick to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy owner_rows on yardstick to current_user using (true) with check (true);
grant select, insert, update on yardstick to ${app};

alter table live_adapter add column yardstick_id uuid;               -- answers in the adapter's place; null: it does not
alter table live_adapter add column adapter_sequence bigint not null default 0;   -- the sequence of the adapter's last change
alter table live_adapter add column choice jsonb;                    -- why this one answers, and by which figures
alter table live_adapter add foreign key (tenant_id, yardstick_id) references yardstick;
update live_adapter set adapter_sequence = sequence;

-- Exports that go on by themselves (docs/adr/0035), groups of members and quotas (docs/adr/0034).

-- Grows each time a node takes the job: what an earlier holder still does is refused.
alter table import_job add column fence int not null default 0;

create table export_job (
  tenant_id   uuid not null,
  id          uuid not null,                          -- posts with a greater id came later and are not in it
  project_id  uuid not null,
  started_by  uuid not null,
  format      text not null,
  asked       jsonb not null,                         -- what posts are asked for by: {"lang": "ar"}
  state       text not null default 'RUNNING' check (state in ('RUNNING', 'CANCELLED', 'FAILED', 'DONE')),
  total       bigint,                                 -- posts to write; null until they are counted
  posts       bigint not null default 0,              -- written
  last_post   uuid,                                   -- of these
  bytes       bigint not null default 0,              -- of the file, which hold them; what lies behind is no part of it
  fence       int not null default 0,
  file_fence  int not null default 0,                 -- of the holder whose file that is
  sha256      text,                                   -- of the file when it is whole
  failure     text,                                   -- a sentence as rejected_post.reason has it
  held_by     text,                                   -- the node that works on it; null while it waits
  held_until  timestamptz,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  swept_at    timestamptz,                            -- when its file was deleted by the timer
  version     int not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, started_by) references account
);
create index export_job_project on export_job (tenant_id, project_id, id);
create index export_job_under_way on export_job (created_at) where state = 'RUNNING';
create index export_job_kept on export_job (ended_at) where swept_at is null and ended_at is not null;

-- Where groups are assigned to a project, it is only for their members, and for editors.
create table member_group (
  tenant_id   uuid not null references tenant,
  id          uuid not null,
  name        text not null check (length(name) between 1 and 60),
  created_at  timestamptz not null default now(),
  version     int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table group_member (
  tenant_id   uuid not null,
  account_id  uuid not null,
  group_id    uuid not null,
  primary key (tenant_id, account_id, group_id),      -- a member's groups are looked up at every request
  foreign key (tenant_id, group_id) references member_group,
  foreign key (tenant_id, account_id) references account
);
create index group_member_group on group_member (tenant_id, group_id);

create table project_group (
  tenant_id   uuid not null,
  project_id  uuid not null,
  group_id    uuid not null,
  primary key (tenant_id, project_id, group_id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, group_id) references member_group
);
create index project_group_group on project_group (tenant_id, group_id);

-- How many answers somebody may give in a project: one member, each member of a group, or each member.
create table quota (
  tenant_id   uuid not null,
  id          uuid not null,
  project_id  uuid not null,
  account_id  uuid,
  group_id    uuid,                                   -- neither: whoever has no other quota
  per_day     int check (per_day >= 0),               -- null: no bound
  in_all      int check (in_all >= 0),
  time_zone   text not null,                          -- whose days they are
  primary key (tenant_id, id),
  check (num_nonnulls(account_id, group_id) <= 1),
  check (num_nonnulls(per_day, in_all) >= 1),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, account_id) references account,
  foreign key (tenant_id, group_id) references member_group
);
create unique index quota_of on quota (tenant_id, project_id, coalesce(account_id, group_id, project_id));

-- How many answers in force each member gave in each project, known posts included: kept with every answer and undo, so
-- that nobody counts a million annotations to know it.
create table answer_tally (
  tenant_id   uuid not null,
  project_id  uuid not null,
  account_id  uuid not null,
  answers     bigint not null,
  primary key (tenant_id, project_id, account_id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, account_id) references account
);
insert into answer_tally (tenant_id, project_id, account_id, answers)
select tenant_id, project_id, account_id, count(*) from (
  select tenant_id, project_id, account_id from annotation where undone_at is null
  union all
  select tenant_id, project_id, account_id from check_task where answered_at is not null) given
group by tenant_id, project_id, account_id;

do $$
declare t text;
begin
  foreach t in array array['export_job', 'member_group', 'group_member', 'project_group', 'quota', 'answer_tally'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create policy owner_rows on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to ${app}', t);
  end loop;
end $$;

create policy system_rows on export_job for select to ${system} using (true);
grant select on export_job to ${system};

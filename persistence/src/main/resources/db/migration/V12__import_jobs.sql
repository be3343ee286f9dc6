-- An import that goes on by itself, on whichever node, and how far it is. Its file lies in the artifact store.
create table import_job (
  tenant_id   uuid not null,
  id          uuid not null,
  project_id  uuid not null,
  started_by  uuid not null,
  file_name   text not null,
  format      text not null check (format in ('CSV', 'TSV', 'NDJSON', 'LABEL_STUDIO')),
  state       text not null default 'RUNNING' check (state in ('RUNNING', 'CANCELLED', 'FAILED', 'DONE')),
  bytes       bigint not null,
  bytes_read  bigint not null default 0,
  records     bigint not null default 0,              -- stored, refused or known already, in the order of the file
  accepted    bigint not null default 0,
  duplicates  bigint not null default 0,
  rejected    bigint not null default 0,
  failure     text,                                   -- a sentence as rejected_post.reason has it
  held_by     text,                                   -- the node that works on it; null while it waits
  held_until  timestamptz,
  created_at  timestamptz not null default now(),
  ended_at    timestamptz,
  version     int not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, project_id) references project,
  foreign key (tenant_id, started_by) references account
);
create index import_job_project on import_job (tenant_id, project_id, id);
create index import_job_under_way on import_job (created_at) where state = 'RUNNING';
alter table import_job enable row level security;
alter table import_job force row level security;
create policy tenant_rows on import_job to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant());
create policy owner_rows on import_job to current_user using (true) with check (true);
grant select, insert, update, delete on import_job to ${app};
create policy system_rows on import_job for select to ${system} using (true);
grant select on import_job to ${system};

alter table rejected_post add column job_id uuid;     -- the import it was refused by; null: a stream, or an import of before
create index rejected_post_job on rejected_post (tenant_id, job_id, id) where job_id is not null;

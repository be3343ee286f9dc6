-- What another tool's people and models said of a post, as it came along with it (docs/adr/0037-answers-that-came-along.md).
-- It counts for nothing here but the label that the annotations agree on, which is post.gold_label.

create table imported_annotation (
  tenant_id        uuid not null,
  id               uuid not null,                     -- ascending: the order of the file
  project_id       uuid not null,
  post_id          uuid not null,
  annotator        text,                              -- as the other tool names whoever it was
  cancelled        boolean not null,                  -- the post was skipped
  ground_truth     boolean not null,
  label            text,
  summary          text,
  schema_version   int not null,                      -- that the label is of
  made_at          timestamptz,
  duration_seconds double precision,
  primary key (tenant_id, id),
  check (num_nonnulls(label, summary) <= 1),
  foreign key (tenant_id, post_id) references post
);
create index imported_annotation_post on imported_annotation (tenant_id, post_id, id);

create table imported_prediction (
  tenant_id        uuid not null,
  id               uuid not null,
  project_id       uuid not null,
  post_id          uuid not null,
  model_version    text,
  score            double precision,                  -- the other model's, on a scale of its own
  label            text,
  summary          text,
  schema_version   int not null,
  made_at          timestamptz,
  primary key (tenant_id, id),
  check (num_nonnulls(label, summary) <= 1),
  foreign key (tenant_id, post_id) references post
);
create index imported_prediction_post on imported_prediction (tenant_id, post_id, id);

do $$
declare t text;
begin
  foreach t in array array['imported_annotation', 'imported_prediction'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create policy owner_rows on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert on %I to ${app}', t);
  end loop;
end $$;

alter table import_job add column control text;       -- of Label Studio tasks, the control whose results are the answer

-- A post near posts of two splits is in neither (docs/adr/0038-posts-between-two-splits.md).
alter table post drop constraint post_split_check;
alter table post add constraint post_split_check check (split in ('TRAIN', 'DEVELOPMENT', 'TEST', 'APART'));
create index post_apart on post (tenant_id, project_id, id) where split = 'APART';     -- a few of a million

alter table check_task add column taken_back_at timestamptz;  -- the member's last answer, so that the page shows it first again

-- Labels are renamed, merged, split and retired, and what people said follows by a rule (docs/adr/0022-labels-that-change.md).

-- What became of each label of the version before: [{"label": "a", "becomes": "RENAMED", "into": ["b"]}]; one without a line stays.
alter table label_schema add column changes jsonb not null default '[]';

-- What was said stands. What it counts as now is kept beside it, and nothing where its label was split or retired.
alter table annotation add column recounted_label text;        -- null: it counts as it was said
alter table annotation add column superseded_at timestamptz;   -- it counts no longer, and the post is asked again
alter table annotation add column counted_label text generated always as
  (case when superseded_at is null then coalesce(recounted_label, label) end) stored;
alter table adjudication add column recounted_label text;
alter table adjudication add column superseded_at timestamptz;
alter table adjudication add column counted_label text generated always as
  (case when superseded_at is null then coalesce(recounted_label, label) end) stored;
grant update (recounted_label, superseded_at) on annotation, adjudication to ${app};

drop index annotation_in_force;
create unique index annotation_in_force on annotation (tenant_id, post_id, account_id)
  where undone_at is null and superseded_at is null;
drop index adjudication_in_force;
create unique index adjudication_in_force on adjudication (tenant_id, post_id)
  where undone_at is null and superseded_at is null;

alter table post add column gold_version int not null default 1;    -- the label schema that gold_label is of
alter table post add column imported_label text;                    -- as it came, where gold_label is another now
alter table post add column reopened boolean not null default false; -- an editor decided it, and that label is there no more
alter table attention_check add column schema_version int not null default 1;
alter table check_task add column expected_version int not null default 1;

alter table queue_walk add column carrying boolean not null default false;  -- labels are carried over to another label schema

-- Who is looked for by their answers is found by those in force.
do $do$
declare
  former constant text := pg_get_functiondef('find_posts(uuid, jsonb, int)'::regprocedure);
  now_too constant text := replace(former, 'a.undone_at is null', 'a.undone_at is null and a.superseded_at is null');
begin
  if now_too = former then
    raise exception 'find_posts looks for answers in another way than V5 made it';
  end if;
  execute now_too;
end
$do$;

-- What people who review all day asked for: guidelines beside the post, keys of their own, and the clear cases in one go.

create table guideline (                             -- every version is kept; the newest is in force
  tenant_id   uuid not null,
  id          uuid not null,
  project_id  uuid not null,
  version     int not null check (version >= 1),
  markdown    text not null check (length(markdown) <= 100000),   -- empty: the project has none any more
  created_by  text not null,
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, project_id, version),
  foreign key (tenant_id, project_id) references project
);

create table review_keys (                           -- one row an account that wants other keys
  tenant_id   uuid not null,
  account_id  uuid not null,
  keys        jsonb not null,                        -- {"skip": "k"}: only what differs from the usual
  version     int not null default 0,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references account
);

do $$
declare t text;
begin
  foreach t in array array['guideline', 'review_keys']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant_rows on %I to ${app} using (tenant_id = current_tenant()) with check (tenant_id = current_tenant())', t);
    execute format('create policy owner_rows on %I to current_user using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to ${app}', t);
  end loop;
end $$;
revoke update on guideline from ${app};

alter table annotation add column bulk_id uuid;      -- given together with others, without reading each; null: one by one
create index annotation_bulk on annotation (tenant_id, account_id, bulk_id) where bulk_id is not null and undone_at is null;
-- The clear cases of a label, the clearest first.
create index prediction_clear on prediction (tenant_id, project_id, label, margin desc) where is_current;

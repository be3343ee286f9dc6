-- What the query strategy is worth beside the random arm, as a run measured it (docs/adr/0036-effort-saved.md).
alter table training_run add column effort jsonb;
create index training_run_effort on training_run (tenant_id, project_id, id) where effort is not null;

-- The audit is asked for by project.

-- What was done to runs, candidates and checks did not say in which project.
update audit_event e set detail = e.detail || jsonb_build_object('project', r.project_id)
from training_run r
where r.tenant_id = e.tenant_id and r.id::text = e.subject and e.detail -> 'project' is null;
update audit_event e set detail = e.detail || jsonb_build_object('project', p.project_id)
from post p
where e.action like 'post.%' and p.tenant_id = e.tenant_id and p.id::text = e.subject and e.detail -> 'project' is null;

-- The project that an event names, or else what it was done to, which is the project where a project was changed.
alter table audit_event add column project text generated always as (coalesce(detail ->> 'project', subject)) stored;
create index audit_event_project on audit_event (tenant_id, project, at, id);
create index annotation_undone_in on annotation (tenant_id, project_id, undone_at, id) where undone_at is not null;

-- What editors and admins ask of labels and of the audit trail, by index; and labels that nobody can rewrite.

-- An answer and a decision are made once. The application may take them out of force, and change nothing else of them.
revoke update on annotation, adjudication from ${app};
grant update (undone_at) on annotation, adjudication to ${app};

-- A day's sums are read from the index alone.
create index annotation_daily on annotation (tenant_id, project_id, created_at)
  include (undone_at, decision, duration_millis, bulk_id);
drop index annotation_project;

create index adjudication_post on adjudication (tenant_id, post_id);
create index adjudication_project on adjudication (tenant_id, project_id, created_at);

-- The audit page reads newest first, from three places, each by its own moment (docs/adr/0031-audit-by-union.md).
create index annotation_made on annotation (tenant_id, created_at, id);
create index annotation_undone on annotation (tenant_id, undone_at, id) where undone_at is not null;
create index audit_event_at on audit_event (tenant_id, at, id);
create index audit_event_actor on audit_event (tenant_id, actor, at, id);
create index audit_event_subject on audit_event (tenant_id, subject, at, id);
create index audit_event_action on audit_event (tenant_id, action text_pattern_ops, at, id);

-- Decisions of before, which left no event. Who took one back was not kept.
insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
select d.tenant_id, gen_random_uuid(), d.created_at, a.user_name, 'gold.decided', d.post_id::text,
       jsonb_build_object('project', d.project_id, 'label', d.label)
from adjudication d join account a on a.tenant_id = d.tenant_id and a.id = d.editor_id;
insert into audit_event (tenant_id, id, at, actor, action, subject, detail)
select d.tenant_id, gen_random_uuid(), d.undone_at, 'unknown', 'gold.undone', d.post_id::text,
       jsonb_build_object('project', d.project_id, 'label', d.label)
from adjudication d where d.undone_at is not null;

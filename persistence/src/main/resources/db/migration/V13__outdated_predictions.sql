-- What answers no longer is found by who answered, the smallest margin first, and not by reading every prediction.
-- The project comes first, not the tenant: while a table is young PostgreSQL thinks every index of it equally good, and
-- must not read one by the tenant alone where a post is asked for.
create index prediction_origin on prediction (project_id, schema_version, adapter_id, margin, post_id) where is_current;
drop index prediction_clear;
create index prediction_clear on prediction (project_id, label, margin desc) where is_current;

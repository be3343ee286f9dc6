-- Projects whose posts may have several labels. A label set is one text wherever a label is: its labels in the order of their
-- characters, joined by a comma and a blank.
alter table project add column multi_label boolean not null default false;
-- What a model is asked to choose between; null: the labels of the schema, each alone.
alter table prediction_batch add column candidates jsonb;
alter table training_set add column candidates jsonb;

-- As in V5, with two members more: labels and predictedLabels (arrays: the post's label set holds all of them).
create or replace function find_posts(project uuid, filter jsonb, most int) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public as
$$
declare
  tenant constant uuid := current_tenant();
  newest constant boolean := coalesce((filter->>'newest')::boolean, false);
  members constant jsonb := '{
    "state": "p.state = $3->>''state''",
    "split": "p.split = $3->>''split''",
    "lang": "p.lang = $3->>''lang''",
    "label": "p.final_label = $3->>''label''",
    "labels": "string_to_array(p.final_label, '', '') @> array(select jsonb_array_elements_text($3->''labels''))",
    "cluster": "p.cluster_id = ($3->>''cluster'')::uuid",
    "above": "p.id > ($3->>''above'')::uuid",
    "below": "p.id < ($3->>''below'')::uuid",
    "predicted": "c.label = $3->>''predicted''",
    "predictedLabels": "string_to_array(c.label, '', '') @> array(select jsonb_array_elements_text($3->''predictedLabels''))",
    "marginFrom": "c.margin >= ($3->>''marginFrom'')::real",
    "marginTo": "c.margin <= ($3->>''marginTo'')::real",
    "annotator": "a.account_id = ($3->>''annotator'')::uuid",
    "labelled": "p.final_label is not null",
    "unseenBy": "not exists (select from review_task t where t.tenant_id = $1 and t.post_id = p.id and t.leased_by = ($3->>''unseenBy'')::uuid and t.blind and t.state = ''LEASED'')"}';
  ordered constant text := ' order by p.id' || case when newest then ' desc' else '' end;
  passed constant text := ' and p.id ' || case when newest then '<' else '>' end || ' $5';
  asked text := 'select p.id from post p';
  within text := '';
  indexed text := '';
  edge uuid;
  given bigint;
begin
  if tenant is null then
    return;
  end if;
  if filter ?| array['predicted', 'predictedLabels', 'marginFrom', 'marginTo', 'adapter'] then
    asked := asked || ' join prediction c on c.tenant_id = $1 and c.project_id = $2 and c.post_id = p.id and c.is_current';
  end if;
  if filter ? 'annotator' then
    asked := asked || ' join annotation a on a.tenant_id = $1 and a.project_id = $2 and a.post_id = p.id and a.undone_at is null';
  end if;
  asked := asked || ' where p.tenant_id = $1 and p.project_id = $2'
    || coalesce((select string_agg(' and ' || (value #>> '{}'), '') from jsonb_each(members) where filter ? key), '')
    || case when not filter ? 'adapter' then ''
            when filter->>'adapter' = 'base' then ' and c.adapter_id is null'
            else ' and c.adapter_id = ($3->>''adapter'')::uuid' end;
  if coalesce(jsonb_array_length(filter->'words'), 0) = 0 then
    return query execute asked || ordered || ' limit $4' using tenant, project, filter, most;
    return;
  end if;
  for i in 0 .. jsonb_array_length(filter->'words') - 1 loop
    within := within || format(' and strpos(left(p.match_text, 20000), $3->''words''->>%s) > 0', i);
    indexed := indexed || format(' and text_grams(p.match_text) @@ gram_query($3->''words''->>%s)', i);
  end loop;
  execute 'select p.id from post p where p.tenant_id = $1 and p.project_id = $2'
    || case when filter ? 'above' then ' and ' || (members->>'above') else '' end
    || case when filter ? 'below' then ' and ' || (members->>'below') else '' end
    || ordered || ' offset $4 limit 1'
    into edge using tenant, project, filter, greatest(2000, 4 * most);
  return query execute asked || within
    || case when edge is null then '' else ' and p.id ' || case when newest then '>=' else '<=' end || ' $5' end
    || ordered || ' limit $4' using tenant, project, filter, most, edge;
  get diagnostics given = row_count;
  if edge is not null and given < most then
    return query execute asked || within || indexed || passed || ordered || ' limit $4'
      using tenant, project, filter, most - given, edge;
  end if;
end
$$;

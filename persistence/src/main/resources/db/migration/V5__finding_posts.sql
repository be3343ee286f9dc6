-- Posts are found by words and by what became of them, a page at a time, each question by an index.

-- Words are found by the three letters that begin at every place of a match text (fewer at its end), of its first 20,000.
-- pg_trgm, which was here before, takes for letters what the database's locale does: with the one Qalam's own PostgreSQL
-- has, neither Arabic nor Devanagari, and with none the signs within a Devanagari word.
drop index post_match;

create function text_grams(value text) returns tsvector
language sql immutable strict parallel safe cost 5000 as
$$ select array_to_tsvector(coalesce(array_agg(substr(value, i, 3)), '{}')) from generate_series(1, least(length(value), 20000)) i $$;

create function gram_query(word text) returns tsquery
language sql immutable strict parallel safe as
$$
  select case when length(word) < 3 then string_agg(quoted || ':*', ' & ') else string_agg(quoted, ' & ') end::tsquery
  from (select '''' || replace(replace(substr(word, i, 3), '\', '\\'), '''', '''''') || '''' as quoted
        from generate_series(1, greatest(least(length(word), 66) - 2, 1)) i) grams
$$;

create index post_grams on post using gin (text_grams(match_text));
create index post_lang on post (tenant_id, project_id, lang, id);
create index post_final_label on post (tenant_id, project_id, final_label, id) where final_label is not null;
create index prediction_found on prediction (tenant_id, project_id, adapter_id, label, margin, post_id) where is_current;
create index annotation_reviewer on annotation (tenant_id, project_id, account_id, post_id) where undone_at is null;
create index rejected_post_page on rejected_post (tenant_id, project_id, id);

-- The ids of the posts that a filter lets through, in their order, at most so many. "filter" has any of these members, and
-- all must hold: words (an array, each within the match text), state, split, lang, label (the final one), predicted,
-- marginFrom, marginTo, adapter (an id, or "base"), annotator (an id), cluster, above and below (ids, both exclusive),
-- labelled (whatever its value), newest (true: from the greatest id down), unseenBy (an id: without posts of which this person holds a blind task).
--
-- It runs as its owner, because row-level security keeps an operator that PostgreSQL does not call leakproof, such as the
-- text search's, from using an index for anybody else. So it names the tenant in every table it reads, and finds
-- nothing without one. Row-level security also hides from the planner how frequent a word is: so some posts are looked
-- through first, which fills the page where the word is frequent, and the index is asked where it is not.
create function find_posts(project uuid, filter jsonb, most int) returns setof uuid
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
    "cluster": "p.cluster_id = ($3->>''cluster'')::uuid",
    "above": "p.id > ($3->>''above'')::uuid",
    "below": "p.id < ($3->>''below'')::uuid",
    "predicted": "c.label = $3->>''predicted''",
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
  if filter ?| array['predicted', 'marginFrom', 'marginTo', 'adapter'] then
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

revoke execute on function find_posts from public;
grant execute on function find_posts to ${app};

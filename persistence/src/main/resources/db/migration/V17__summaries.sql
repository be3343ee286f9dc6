-- Projects whose posts get a summary where others get a label (docs/adr/0023-summaries.md). A row has one or the other.

alter table project add column answer text not null default 'LABEL' check (answer in ('LABEL', 'SUMMARY'));

alter table post add column gold_summary text;        -- came with the import: hidden, as gold_label is
alter table post add column final_summary text;       -- what counts now
alter table post add check (num_nonnulls(gold_label, gold_summary) <= 1 and num_nonnulls(final_label, final_summary) <= 1);

alter table prediction alter column label drop not null;
alter table prediction add column summary text;       -- may be empty: the model wrote nothing
alter table prediction add check (num_nonnulls(label, summary) = 1);
comment on column prediction.margin is 'of a summary: the geometric mean of its tokens'' probabilities';

alter table annotation add column summary text check (length(summary) between 1 and 2000);
alter table annotation add column rating smallint check (rating between 1 and 5);   -- of the summary that was shown
alter table annotation drop constraint annotation_check;
alter table annotation add check (num_nonnulls(label, summary)
  = case when decision in ('ACCEPTED', 'CORRECTED', 'LABELLED') then 1 else 0 end);
alter table annotation add check (rating is null or (summary is not null and decision in ('ACCEPTED', 'CORRECTED')));

alter table adjudication alter column label drop not null;
alter table adjudication add column summary text check (length(summary) between 1 and 2000);
alter table adjudication add check (num_nonnulls(label, summary) = 1);

-- What has a final summary is labelled, too, where posts are looked for.
do $$
declare
  known constant text := 'p.final_label is not null"';
  body constant text := pg_get_functiondef('find_posts'::regproc);
begin
  if strpos(body, known) = 0 then
    raise exception 'find_posts does not tell what is labelled by %', known;
  end if;
  execute replace(body, known, '(p.final_label is not null or p.final_summary is not null)"');
end $$;

-- The review page has a new key, E. Whoever chose it for something else gets another one for editing.
update review_keys k set keys = k.keys || jsonb_build_object('edit',
  (select letter from unnest(array['r', 't', 'y', 'd', 'h', 'n', 'x', 'b', 'm']) letter
   where letter not in (select value from jsonb_each_text(k.keys)) limit 1))
where 'e' in (select value from jsonb_each_text(k.keys));

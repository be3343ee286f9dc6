-- Single keys can be turned off, the digits among them (WCAG 2.2, 2.1.4).
alter table review_keys add column heard boolean not null default true;

-- Adjudication and the lists of posts have keys of one's own, too. Where one of their usual keys was
-- chosen for something else, the new action gets another letter that nothing has.
do $$
declare added record;
begin
  for added in select * from (values ('next', 'j'), ('previous', 'k'), ('names', 'n'), ('list', 'l'),
                                     ('search', '/'), ('page', 'n')) actions (action, usual) loop
    update review_keys k set keys = k.keys || jsonb_build_object(added.action,
      (select letter from unnest(array['r', 't', 'y', 'd', 'h', 'x', 'b', 'm', 'p', 'q', 'u', 'i', 'o', 'a',
                                       '+', '-', '=', '*', '#', '.', ',', ';', '!', '&', '%']) letter
       where letter not in (select value from jsonb_each_text(k.keys)) limit 1))
    where added.usual in (select value from jsonb_each_text(k.keys));
  end loop;
end $$;

-- Other shares of the random and the blind arm reach the posts that nobody has had yet.
alter table queue_walk add column drawing boolean not null default false;

-- Tasks about two texts: whether one follows from the other, or where one stands towards the other.
alter table project add column second_text text check (second_text in ('HYPOTHESIS', 'TARGET'));   -- null: posts have one text
alter table post add column second_text text;

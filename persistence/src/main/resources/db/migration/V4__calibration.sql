-- What makes the probabilities of an adapter or a yardstick believable: {"value": 1.4, "fitted": true, "developmentPosts": 120,
-- "testPosts": 80, "errorBefore": 0.21, "errorAfter": 0.04}. Null: made before this, and answers at 1.

alter table adapter add column temperature jsonb;
alter table yardstick add column temperature jsonb;

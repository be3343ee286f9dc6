-- What training and its schedule have to say for themselves: a skipped firing names its reason, a verdict keeps its
-- numbers, and a run knows which live adapter its candidate was measured against.

alter table training_schedule add column last_outcome text;          -- what the last firing led to, or why to nothing

alter table training_run add column verdict jsonb;                   -- the gate's: outcome, reason and deciding numbers
alter table training_run add column live_sequence bigint not null default 0;  -- of live_adapter when it was requested

alter table worker add column refused jsonb not null default '{}';   -- project id -> why its newest adapter is not live

-- Beside candidate and live adapter every evaluation has the yardstick: TF-IDF and logistic regression on the same rows.

alter table evaluation add column yardstick jsonb;   -- scores as of candidate and live; null: not measured

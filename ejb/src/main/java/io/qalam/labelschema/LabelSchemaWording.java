package io.qalam.labelschema;

import io.qalam.tenant.Wording;

/** What projects and their label schemas refuse. */
public enum LabelSchemaWording implements Wording {
  NAME_TAKEN,
  HOW_MANY,
  TWICE,
  NO_STRATEGY,
  SHARE,
  SHARES_SUM,
  MIX_MISSING,
  NO_LABELS,
  NO_SECOND_TEXT,
  OF_LABELS_ALONE,
  BULK,
  CHECKS,
  AGREEMENT,
  COMPETENCE,
  LABEL_ERRORS,
  OVER_ACCEPTANCE,
  TRAINING,
  SUMMARY_FIGURES,
  OF_SUMMARIES_ALONE,
  STRATEGY_OF_LABELS,
  CHECKS_OF_LABELS,
  SERVED_OF_LABELS,
  MORE_OF_LABELS
}

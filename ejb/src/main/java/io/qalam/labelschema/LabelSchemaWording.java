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
  COMMA,
  NOT_A_SET,
  SET_EMPTY,
  SET_LONG,
  ONE_LABEL_ONLY
}

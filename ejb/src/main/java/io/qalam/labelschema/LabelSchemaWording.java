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
  NO_GROUP,
  LEFT_OUT,
  MOVED_ON,
  STILL_CARRYING,
  UNKNOWN_LABEL,
  NOT_SAID,
  NO_NEW_LABEL,
  NOT_AMONG_THE_NEW,
  ONE_TARGET,
  TAKES_NONE,
  ONTO_ITSELF,
  RENAMED_ONTO,
  MERGED_ALONE,
  CIRCLE,
  SPLIT_INTO_ONE,
  STILL_THERE,
  COMMA,
  NOT_A_SET,
  SET_EMPTY,
  SET_LONG,
  ONE_LABEL_ONLY
}

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
  NO_GROUP
}

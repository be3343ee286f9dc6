package io.qalam.adjudication;

import io.qalam.tenant.Wording;

/** What adjudication refuses. */
public enum AdjudicationWording implements Wording {
  DAWID_SKENE,
  OVER_ACCEPTANCE,
  TOO_FEW_POSTS,
  DECIDED_MEANWHILE
}

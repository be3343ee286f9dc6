package io.qalam.adjudication;

import io.qalam.tenant.Wording;

/** What adjudication refuses. */
public enum AdjudicationWording implements Wording {
  DECIDED_MEANWHILE
}

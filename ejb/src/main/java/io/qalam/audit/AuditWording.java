package io.qalam.audit;

import io.qalam.tenant.Wording;

/** What the audit refuses. */
public enum AuditWording implements Wording {
  TEXT,
  PROJECT,
  BACKWARDS,
  DAY
}

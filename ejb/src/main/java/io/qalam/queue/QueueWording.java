package io.qalam.queue;

import io.qalam.tenant.Wording;

/** What the queue refuses. */
public enum QueueWording implements Wording {
  NOT_IN_SCHEMA,
  NO_LEASE,
  LEASE_ENDED,
  TOO_MANY_HELD
}

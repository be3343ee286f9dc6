package io.qalam.queue;

import io.qalam.tenant.Wording;

/** What the queue refuses. */
public enum QueueWording implements Wording {
  NOT_IN_SCHEMA,
  NO_LEASE,
  LEASE_ENDED,
  TOO_MANY_HELD,
  QUOTA_OF_DAY,
  QUOTA_IN_ALL,
  QUOTA_LESS,
  MEMBER_OR_GROUP,
  NO_BOUND,
  NO_ZONE,
  NO_MEMBER,
  NO_GROUP
}

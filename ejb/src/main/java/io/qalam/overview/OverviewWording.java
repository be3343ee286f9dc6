package io.qalam.overview;

import io.qalam.tenant.Wording;

/** What is refused to whoever looks for posts. */
public enum OverviewWording implements Wording {
  TEXT,
  EDITORS_ONLY,
  OWN_ONLY,
  MARGIN,
  ADAPTER,
  MOMENT,
  ORDER,
  NOTHING_TO_FIND,
  UNREADABLE,
  NOT_ASKED_FOR,
  NO_MEMBER
}

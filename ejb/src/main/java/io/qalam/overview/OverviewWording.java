package io.qalam.overview;

import io.qalam.tenant.Wording;

/** What is refused to whoever looks for posts or takes them out. */
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
  NO_MEMBER,
  OF_A_PAGE,
  NOT_OF_CHECKS,
  EXPORT_NOT_STOPPED,
  EXPORT_RUNNING,
  EXPORT_NOT_WHOLE,
  EXPORT_GONE,
  EXPORTS_FULL,
  EXPORT_MAY_NO_LONGER,
  EXPORT_FAILED
}

package io.qalam.review;

import io.qalam.tenant.Wording;

/** What the review refuses. */
public enum ReviewWording implements Wording {
  NOTHING_SHOWN,
  NOT_SHOWN,
  AS_SHOWN,
  NOT_BLIND,
  TAKES_NO_LABEL,
  LABEL_TWICE,
  NOTHING_SEEN,
  TOO_MANY_AT_ONCE,
  ALL_DECIDED,
  ANSWERED_BEFORE,
  UNDONE_BEFORE,
  DECIDED,
  SOMEBODY_ELSE_HAS_IT,
  LABELS_CHANGED,
  LABEL_GONE,
  NOT_HELD,
  GUIDELINES_MOVED,
  GUIDELINES_GONE,
  MARKDOWN_MISSING,
  MARKDOWN_LONG,
  MARKDOWN_UNSTORABLE,
  ONE_KEY,
  KEY_TAKEN,
  NO_ACTION,
  KEY_SKIP,
  KEY_FLAG,
  KEY_UNDO,
  KEY_COMMENT,
  KEY_GUIDELINES,
  KEY_WHY,
  KEY_SIGNS,
  KEY_HELP,
  INSTANT;

  /** The name of what a key does. */
  static ReviewWording of(KeyAction action) {
    return valueOf("KEY_" + action.name());
  }
}

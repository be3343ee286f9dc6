package io.qalam.account;

import io.qalam.tenant.Wording;

/** What accounts refuse. */
public enum AccountWording implements Wording {
  NOT_TOGETHER,
  NAME_TAKEN,
  LAST_ADMIN,
  WRONG_PASSWORD,
  NOT_REPEATED,
  PAST,
  USER_NAME,
  HAS_USER_NAME,
  UNIFORM,
  NOTHING_TO_CHANGE,
  GROUP_NAME_TAKEN,
  GROUP_ASSIGNED
}

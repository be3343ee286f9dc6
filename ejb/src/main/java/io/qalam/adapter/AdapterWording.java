package io.qalam.adapter;

import io.qalam.tenant.Wording;

/** What is refused of adapters. */
public enum AdapterWording implements Wording {
  NO_FORMER,
  NOT_AWAITING
}

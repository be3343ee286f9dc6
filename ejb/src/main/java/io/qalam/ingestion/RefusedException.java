package io.qalam.ingestion;

import io.qalam.tenant.Sentence;
import io.qalam.tenant.Wording;

/** Thrown when a record cannot become a post; says why. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  RefusedException(Wording wording, Object... values) {
    this(Sentence.of(wording, values));
  }

  RefusedException(Sentence reason) {
    super(reason.toString());
    this.reason = reason;
  }

  Sentence reason() {
    return reason;
  }
}

package io.qalam.ingestion;

import io.qalam.tenant.Sentence;
import io.qalam.tenant.Wording;

/** Thrown when a file cannot be read as posts at all: a wrong encoding, or no usable header row. */
class UnreadableFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Sentence reason;

  UnreadableFileException(Wording wording, Object... values) {
    this(Sentence.of(wording, values));
  }

  private UnreadableFileException(Sentence reason) {
    super(reason.toString());
    this.reason = reason;
  }

  Sentence reason() {
    return reason;
  }
}

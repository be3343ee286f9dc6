package io.qalam.outbox;

/** Thrown by a handler for a record that no later attempt can make sense of. */
public class UnreadableRecordException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String reason) {
    super(reason);
  }

  UnreadableRecordException(String reason, Throwable cause) {
    super(reason, cause);
  }
}

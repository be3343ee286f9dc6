package io.qalam.trainer.worker;

/** A request that this worker cannot answer with predictions; the message goes to the server. */
final class UnscorableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnscorableException(String message) {
    super(message);
  }
}

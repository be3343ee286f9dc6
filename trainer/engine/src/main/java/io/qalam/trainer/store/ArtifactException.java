package io.qalam.trainer.store;

/**
 * An artifact that cannot be used or written; the message names it and says what was found and
 * expected.
 */
public final class ArtifactException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArtifactException(String message) {
    super(message);
  }

  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}

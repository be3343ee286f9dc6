package io.qalam.trainer.fit;

import io.qalam.trainer.file.OneLine;

/**
 * A checkpoint that cannot be resumed: damaged, or of another run. Starting the run anew is always
 * safe.
 */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(OneLine.of(message));
  }

  public CheckpointException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}

package io.qalam.trainer.dataset;

import io.qalam.trainer.file.OneLine;

/**
 * A dataset, or the manifest that names it, is not as it must be; the message is one line that says
 * where.
 */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatasetException(String message) {
    super(OneLine.of(message));
  }

  DatasetException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}

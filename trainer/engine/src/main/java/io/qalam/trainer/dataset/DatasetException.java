package io.qalam.trainer.dataset;

/** A dataset, or the manifest that names it, is not as it must be; the message says where. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatasetException(String message) {
    super(message);
  }

  DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}

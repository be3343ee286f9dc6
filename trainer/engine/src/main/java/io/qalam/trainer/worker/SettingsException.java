package io.qalam.trainer.worker;

/** An environment variable that is missing or wrong; the message is one line that names it. */
final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}

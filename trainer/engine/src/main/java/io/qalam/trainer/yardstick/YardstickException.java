package io.qalam.trainer.yardstick;

/** A file that is no yardstick; the message says where, what was found and what was expected. */
public final class YardstickException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public YardstickException(String message) {
    super(message);
  }
}

package io.qalam.trainer.lora;

/**
 * An adapter folder that cannot be used; the message names the file, the tensor or field, what was
 * found and expected.
 */
public final class AdapterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AdapterException(String message) {
    super(message);
  }

  public AdapterException(String message, Throwable cause) {
    super(message, cause);
  }
}

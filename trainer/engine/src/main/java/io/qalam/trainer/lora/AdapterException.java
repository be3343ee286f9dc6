package io.qalam.trainer.lora;

import io.qalam.trainer.file.OneLine;

/**
 * An adapter folder that cannot be used; the message is one line that names the file, the tensor or
 * field, what was found and expected.
 */
public final class AdapterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AdapterException(String message) {
    super(OneLine.of(message));
  }

  public AdapterException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}

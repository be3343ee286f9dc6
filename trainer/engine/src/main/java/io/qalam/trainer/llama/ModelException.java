package io.qalam.trainer.llama;

import io.qalam.trainer.file.OneLine;

/**
 * A base model folder that cannot be used; the message is one line that names the file, the tensor
 * or field, what was found and expected.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(OneLine.of(message));
  }

  public ModelException(String message, Throwable cause) {
    super(OneLine.of(message), cause);
  }
}

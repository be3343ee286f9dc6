package io.qalam.trainer.llama;

/**
 * A base model folder that cannot be used; the message names the file, the tensor or field, what
 * was found and expected.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}

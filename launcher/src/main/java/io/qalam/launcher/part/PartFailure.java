package io.qalam.launcher.part;

/** A part that ended, did not become ready in time, or could not be prepared. */
public final class PartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public PartFailure(String message) {
    super(message);
  }
}

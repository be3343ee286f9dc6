package io.qalam.tenant;

/** There is no such thing, or it is another tenant's: a caller cannot tell the two apart (404). */
public class NotFound extends Problem {

  private static final long serialVersionUID = 1L;

  /**
   * @param thing what was asked for, e.g. {@code project}
   * @param id the id it was asked by
   */
  public NotFound(String thing, Object id) {
    super(404, "not-found", "Not found", "There is no %s %s.".formatted(thing, id));
  }
}

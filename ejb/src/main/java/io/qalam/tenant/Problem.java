package io.qalam.tenant;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * Something that goes wrong as expected, and that its cause can put right: the answer to a request
 * that cannot be done.
 *
 * <p>REST shows it as a problem detail (RFC 9457), a page as a message. Its text is for the caller:
 * no secret, no class name, nothing of another tenant. It rolls the transaction back.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String kind;
  private final String title;

  /**
   * @param status the HTTP status it becomes
   * @param kind its stable name, lower case with hyphens; the last part of the problem's type
   * @param title what happened, the same for every problem of this kind
   * @param detail what happened this time, and what to do
   */
  protected Problem(int status, String kind, String title, String detail) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String kind() {
    return kind;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The fields that are wrong; empty when it is not about fields. */
  public List<FieldError> errors() {
    return List.of();
  }

  /** One field of a request and what is wrong with it. */
  public record FieldError(String field, String problem) {}
}

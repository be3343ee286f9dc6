package io.qalam.tenant;

import jakarta.ejb.ApplicationException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that goes wrong as expected, and that its cause can put right: the answer to a request
 * that cannot be done.
 *
 * <p>REST shows it as a problem detail (RFC 9457), a page as a message, each in the language of
 * whoever reads it; its message, for logs, is English. Its text is for the caller: no secret, no
 * class name, nothing of another tenant. It rolls the transaction back.
 */
@ApplicationException(rollback = true, inherited = true)
public abstract class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemKind kind;
  private final transient Spoken said;

  /**
   * @param said what happened this time, and what to do
   */
  protected Problem(ProblemKind kind, Spoken said) {
    super(said.in(Locale.ENGLISH));
    this.kind = kind;
    this.said = said;
  }

  public ProblemKind kind() {
    return kind;
  }

  /** What happened this time, and what to do. */
  public Spoken said() {
    return said;
  }

  /** The fields that are wrong; empty when it is not about fields. */
  public List<FieldError> errors() {
    return List.of();
  }

  /** When to try again, where it is known. */
  public Optional<Instant> retryAt() {
    return Optional.empty();
  }

  /** One field of a request and what is wrong with it. */
  public record FieldError(String field, Sentence problem) {

    public FieldError(String field, Wording wording, Object... values) {
      this(field, Sentence.of(wording, values));
    }
  }
}

package io.qalam.tenant;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The request can be read and some of its fields are wrong (422). */
public class Invalid extends Problem {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /** One field is wrong. */
  public Invalid(String field, Wording wording, Object... values) {
    this(List.of(new FieldError(field, wording, values)));
  }

  /** Several fields are wrong; all are named at once. */
  public Invalid(List<FieldError> errors) {
    super(ProblemKind.INVALID, new Summary(List.copyOf(errors)));
    this.errors = List.copyOf(errors);
  }

  /** A field is left out that must be there. */
  public static Invalid missing(String field) {
    return new Invalid(field, TenantWording.MISSING);
  }

  @Override
  public List<FieldError> errors() {
    return errors;
  }

  private record Summary(List<FieldError> errors) implements Spoken {

    @Override
    public String in(Locale locale) {
      return errors.stream()
          .map(error -> Sentence.of(TenantWording.FIELD, error.field(), error.problem()).in(locale))
          .collect(Collectors.joining(Sentence.of(TenantWording.NEXT_FIELD).in(locale)));
    }

    @Override
    public String key() {
      return ProblemKind.INVALID.id();
    }
  }
}

package io.qalam.tenant;

import java.util.List;
import java.util.stream.Collectors;

/** The request can be read and some of its fields are wrong (422). */
public class Invalid extends Problem {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /** One field is wrong. */
  public Invalid(String field, String problem) {
    this(List.of(new FieldError(field, problem)));
  }

  /** Several fields are wrong; all are named at once. */
  public Invalid(List<FieldError> errors) {
    super(422, "invalid", "Invalid request", summary(errors));
    this.errors = List.copyOf(errors);
  }

  private static String summary(List<FieldError> errors) {
    return errors.stream()
        .map(error -> error.field() + ": " + error.problem())
        .collect(Collectors.joining("; "));
  }

  @Override
  public List<FieldError> errors() {
    return errors;
  }
}

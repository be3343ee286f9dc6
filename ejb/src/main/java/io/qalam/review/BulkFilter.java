package io.qalam.review;

import io.qalam.labelschema.LabelSetProblem;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions are clear enough to be accepted without reading each post.
 *
 * @param label the predicted label
 * @param minMargin the smallest margin, 0 to 1
 */
public record BulkFilter(@Nullable String label, @Nullable Double minMargin) {

  /**
   * The same with its label as the label schema in force spells it.
   *
   * @throws Invalid naming every field that is missing or wrong
   */
  BulkFilter in(LabelSchema schema) {
    List<FieldError> errors = new ArrayList<>();
    Optional<String> known = Optional.ofNullable(label).flatMap(schema::read);
    if (known.isEmpty()) {
      errors.add(new FieldError("label", wrong(schema)));
    }
    if (minMargin == null || !(minMargin >= 0 && minMargin <= 1)) {
      errors.add(new FieldError("minMargin", TenantWording.BETWEEN, 0, 1));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    return new BulkFilter(known.orElseThrow(), minMargin);
  }

  private Sentence wrong(LabelSchema schema) {
    return Optional.ofNullable(label)
        .flatMap(given -> LabelSetProblem.of(schema, given))
        .orElseGet(() -> Sentence.of(TenantWording.ONE_OF, schema.getLabels()));
  }

  String requiredLabel() {
    return Objects.requireNonNull(label);
  }

  float margin() {
    return Objects.requireNonNull(minMargin).floatValue();
  }
}

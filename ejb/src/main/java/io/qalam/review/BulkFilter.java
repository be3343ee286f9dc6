package io.qalam.review;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions are clear enough to be accepted without reading each post.
 *
 * @param label the predicted label
 * @param minMargin the smallest margin, 0 to 1
 */
public record BulkFilter(@Nullable String label, @Nullable Double minMargin) {

  /**
   * Checks it against the labels in force.
   *
   * @throws Invalid naming every field that is missing or wrong
   */
  void check(List<String> labels) {
    List<FieldError> errors = new ArrayList<>();
    if (label == null || !labels.contains(label)) {
      errors.add(new FieldError("label", TenantWording.ONE_OF, labels));
    }
    if (minMargin == null || !(minMargin >= 0 && minMargin <= 1)) {
      errors.add(new FieldError("minMargin", TenantWording.BETWEEN, 0, 1));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }

  String requiredLabel() {
    return Objects.requireNonNull(label);
  }

  float margin() {
    return Objects.requireNonNull(minMargin).floatValue();
  }
}

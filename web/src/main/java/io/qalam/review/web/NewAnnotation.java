package io.qalam.review.web;

import io.qalam.review.Submission;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.TenantWording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as clients send it.
 *
 * @param viewedMillis how long the post was on the screen; may be left out
 */
public record NewAnnotation(
    @Nullable String lease,
    @Nullable Decision decision,
    @Nullable String label,
    @Nullable String comment,
    @Nullable Long viewedMillis) {

  /**
   * The submission it makes.
   *
   * @throws Invalid naming every field that is missing
   */
  Submission submission() {
    List<FieldError> missing = new ArrayList<>();
    if (lease == null || lease.isBlank()) {
      missing.add(new FieldError("lease", TenantWording.MISSING));
    }
    if (decision == null) {
      missing.add(
          new FieldError("decision", TenantWording.MISSING_ONE_OF, List.of(Decision.values())));
    }
    if (lease == null || decision == null || !missing.isEmpty()) {
      throw new Invalid(missing);
    }
    Duration viewed = viewedMillis == null ? null : Duration.ofMillis(viewedMillis);
    return new Submission(lease, decision, label, comment, viewed);
  }
}

package io.qalam.review.web;

import io.qalam.labelschema.model.LabelSet;
import io.qalam.review.ReviewWording;
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
 * @param labels in place of {@code label}, where a post may have several
 * @param summary in a project of summaries, what stands in the label's place
 * @param rating of the summary that was shown, 1 to 5; may be left out
 * @param viewedMillis how long the post was on the screen; may be left out
 */
public record NewAnnotation(
    @Nullable String lease,
    @Nullable Decision decision,
    @Nullable String label,
    @Nullable List<String> labels,
    @Nullable String summary,
    @Nullable Integer rating,
    @Nullable String comment,
    @Nullable Long viewedMillis) {

  /**
   * The submission it makes.
   *
   * @throws Invalid naming every field that is missing, or there twice
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
    if (label != null && labels != null) {
      missing.add(new FieldError("labels", ReviewWording.LABEL_TWICE));
    }
    if (lease == null || decision == null || !missing.isEmpty()) {
      throw new Invalid(missing);
    }
    Duration viewed = viewedMillis == null ? null : Duration.ofMillis(viewedMillis);
    return new Submission(lease, decision, given(), summary, rating, comment, viewed);
  }

  private @Nullable String given() {
    return labels == null ? label : String.join(LabelSet.COMMA, labels);
  }
}

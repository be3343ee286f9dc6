package io.qalam.review;

import io.qalam.ingestion.model.SummaryText;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.TenantWording;
import org.jspecify.annotations.Nullable;

/**
 * Which answers make sense where posts get summaries: as {@link AnswerRules} for labels.
 *
 * @param schemaVersion of the instructions in force
 * @param shown the model's summary on the screen, which may be empty, or null for a blind task
 */
record SummaryRules(int schemaVersion, @Nullable String shown) {

  /** The best rating; the worst is 1. */
  static final int BEST_RATING = 5;

  /**
   * The choice that a submission makes.
   *
   * @throws Invalid naming the field that does not fit
   */
  Choice choice(Submission submission) {
    if (submission.label() != null) {
      throw new Invalid("label", ReviewWording.NO_LABEL_HERE);
    }
    Decision decision = submission.decision();
    return new Choice(
        decision,
        null,
        summary(decision, submission.summary()),
        rating(decision, submission.rating()),
        AnswerRules.comment(submission.comment()),
        schemaVersion,
        null);
  }

  private @Nullable String summary(Decision decision, @Nullable String summary) {
    return switch (decision) {
      case ACCEPTED -> accepted(summary);
      case CORRECTED -> corrected(summary);
      case LABELLED -> written(summary);
      case SKIPPED, FLAGGED -> none(decision, summary);
    };
  }

  private String accepted(@Nullable String summary) {
    String kept = requiredShown(Decision.ACCEPTED);
    if (SummaryText.fault(kept).isPresent()) {
      throw new Invalid("decision", ReviewWording.EMPTY_SHOWN);
    }
    if (summary != null && !SummaryText.tidy(summary).equals(kept)) {
      throw new Invalid("summary", ReviewWording.SUMMARY_NOT_SHOWN);
    }
    return kept;
  }

  private String corrected(@Nullable String summary) {
    String before = requiredShown(Decision.CORRECTED);
    String corrected = WrittenSummary.checked(summary);
    if (corrected.equals(before)) {
      throw new Invalid("summary", ReviewWording.SUMMARY_AS_SHOWN);
    }
    return corrected;
  }

  private String written(@Nullable String summary) {
    if (shown != null) {
      throw new Invalid("decision", ReviewWording.NOT_BLIND);
    }
    return WrittenSummary.checked(summary);
  }

  private static @Nullable String none(Decision decision, @Nullable String summary) {
    if (summary != null) {
      throw new Invalid("summary", ReviewWording.TAKES_NO_SUMMARY, decision);
    }
    return null;
  }

  private String requiredShown(Decision decision) {
    if (shown == null) {
      throw new Invalid("decision", ReviewWording.NO_SUMMARY_SHOWN, decision);
    }
    return SummaryText.tidy(shown);
  }

  private @Nullable Integer rating(Decision decision, @Nullable Integer rating) {
    if (rating == null) {
      return null;
    }
    if (decision != Decision.ACCEPTED && decision != Decision.CORRECTED) {
      throw new Invalid("rating", ReviewWording.TAKES_NO_RATING, decision);
    }
    if (rating < 1 || rating > BEST_RATING) {
      throw new Invalid("rating", TenantWording.BETWEEN, 1, BEST_RATING);
    }
    return rating;
  }
}

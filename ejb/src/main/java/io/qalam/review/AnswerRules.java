package io.qalam.review;

import io.qalam.labelschema.model.LabelSchema;
import io.qalam.queue.RequiredLabel;
import io.qalam.review.model.Annotation.Choice;
import io.qalam.review.model.Decision;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import org.jspecify.annotations.Nullable;

/**
 * Which answers make sense: the decision, the label and what was on the screen must fit together.
 *
 * @param schema the label schema in force
 * @param shown the predicted label on the screen, or null for a blind task
 */
record AnswerRules(LabelSchema schema, @Nullable String shown) {

  private static final int MOST_COMMENT = 2_000;

  /**
   * The choice that a submission makes.
   *
   * @throws Invalid naming the field that does not fit
   */
  Choice choice(Submission submission) {
    requireNoSummary(submission);
    Decision decision = submission.decision();
    return new Choice(
        decision,
        label(decision, submission.label()),
        comment(submission.comment()),
        schema.getVersion(),
        shown);
  }

  private static void requireNoSummary(Submission submission) {
    if (submission.summary() != null) {
      throw new Invalid("summary", ReviewWording.NO_SUMMARY_HERE);
    }
    if (submission.rating() != null) {
      throw new Invalid("rating", ReviewWording.NO_RATING_HERE);
    }
  }

  private @Nullable String label(Decision decision, @Nullable String label) {
    return switch (decision) {
      case ACCEPTED -> accepted(label);
      case CORRECTED -> corrected(label);
      case LABELLED -> labelled(label);
      case SKIPPED, FLAGGED -> none(decision, label);
    };
  }

  private String accepted(@Nullable String label) {
    if (shown == null) {
      throw new Invalid("decision", ReviewWording.NOTHING_SHOWN, Decision.ACCEPTED);
    }
    if (label != null && !RequiredLabel.same(schema, label, shown)) {
      throw new Invalid("label", ReviewWording.NOT_SHOWN);
    }
    return shown;
  }

  private String corrected(@Nullable String label) {
    if (shown == null) {
      throw new Invalid("decision", ReviewWording.NOTHING_SHOWN, Decision.CORRECTED);
    }
    String known = RequiredLabel.in(schema, label);
    if (known.equals(shown)) {
      throw new Invalid("label", ReviewWording.AS_SHOWN);
    }
    return known;
  }

  private String labelled(@Nullable String label) {
    if (shown != null) {
      throw new Invalid("decision", ReviewWording.NOT_BLIND);
    }
    return RequiredLabel.in(schema, label);
  }

  private static @Nullable String none(Decision decision, @Nullable String label) {
    if (label != null) {
      throw new Invalid("label", ReviewWording.TAKES_NO_LABEL, decision);
    }
    return null;
  }

  /** A comment as it is kept; null where there is nothing in it. */
  static @Nullable String comment(@Nullable String comment) {
    if (comment == null || comment.isBlank()) {
      return null;
    }
    if (comment.length() > MOST_COMMENT) {
      throw new Invalid("comment", TenantWording.LONGER_THAN, MOST_COMMENT);
    }
    return StorableText.checked("comment", comment).strip();
  }
}

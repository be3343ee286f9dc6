package io.qalam.ingestion;

import io.qalam.ingestion.model.ImportedWords;
import io.qalam.ingestion.model.SummaryText;
import io.qalam.labelschema.LabelSetProblem;
import io.qalam.labelschema.model.Answer;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.tenant.Sentence;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record says a post should get: a label, a summary, or nothing.
 *
 * @param severalLabels whether the label is for sure several, with commas between them
 */
record Said(@Nullable String label, boolean severalLabels, @Nullable String summary) {

  static final Said NOTHING = new Said(null, false, null);

  /** What was chosen; several choices are a set. */
  static Said chosen(LabelSet labels) {
    return new Said(labels.text(), labels.labels().size() > 1, null);
  }

  static Said written(String summary) {
    return new Said(null, false, summary);
  }

  boolean isNothing() {
    return label == null && summary == null;
  }

  /**
   * The same as the project keeps it.
   *
   * @throws RefusedException when it is no answer of the project
   */
  ImportedWords under(PostRules rules) throws RefusedException {
    return new ImportedWords(label(rules), summary(rules.answer()), rules.schema().getVersion());
  }

  private @Nullable String label(PostRules rules) throws RefusedException {
    if (label == null || label.isBlank()) {
      return null;
    }
    if (rules.answer() == Answer.SUMMARY) {
      throw new RefusedException(IngestionWording.LABEL_NOT_WANTED);
    }
    Storable.check("label", label);
    LabelSchema schema = rules.schema();
    if (severalLabels && !schema.isMultiLabel()) {
      throw new RefusedException(
          IngestionWording.SEVERAL_CHOICES, LabelSet.parse(shortened(label)).labels());
    }
    Optional<String> known = schema.read(label.strip());
    if (known.isEmpty()) {
      throw new RefusedException(noLabel(label, schema));
    }
    return known.get();
  }

  private static Sentence noLabel(String label, LabelSchema schema) {
    return LabelSetProblem.of(schema, label)
        .orElseGet(
            () -> Sentence.of(IngestionWording.NO_LABEL, shortened(label), schema.getLabels()));
  }

  private @Nullable String summary(Answer answer) throws RefusedException {
    if (summary == null || summary.isBlank()) {
      return null;
    }
    if (answer == Answer.LABEL) {
      throw new RefusedException(IngestionWording.SUMMARY_NOT_WANTED);
    }
    Storable.check("summary", summary);
    String tidy = SummaryText.tidy(summary);
    Optional<SummaryText.Fault> fault = SummaryText.fault(tidy);
    if (fault.isPresent() && fault.get() == SummaryText.Fault.LONG) {
      throw new RefusedException(
          IngestionWording.SUMMARY_LONG, tidy.codePointCount(0, tidy.length()), SummaryText.MOST);
    }
    return fault.isPresent() ? null : tidy;
  }

  private static String shortened(String value) {
    return value.length() <= 60 ? value : value.substring(0, 60) + "…";
  }
}

package io.qalam.trainer.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every subject's answer to every row that was measured of a dataset: all that a report is made
 * from, so that it can be made again without a model.
 *
 * @param format {@link #FORMAT}
 * @param fingerprint of the settings, models and rows; what has the same needs no second run
 * @param rows in the order in which all answers come
 * @param answers at most one of each subject
 */
public record DatasetOutcomes(
    String format,
    String fingerprint,
    Measured measured,
    List<Row> rows,
    List<SubjectAnswers> answers) {

  static final String FORMAT = "qalam-evaluation-2";

  private static final Set<String> KINDS = Set.of("label", "labels", "summary");

  /**
   * A row, without its text.
   *
   * @param key the first 16 hex digits of the SHA-256 of its input
   * @param gold indices of its labels; none for a summary
   */
  public record Row(String key, List<Integer> gold) {}

  /**
   * One subject's answers.
   *
   * @param temperature of its probabilities, fitted on the development rows; absent without any
   */
  public record SubjectAnswers(Subject subject, @Nullable Double temperature, List<Given> given) {

    /** Whether there are probabilities beside what was written. */
    boolean isScored() {
      return given.stream().allMatch(one -> one.probabilities() != null);
    }
  }

  /** The answers of a subject, where it was measured. */
  Optional<SubjectAnswers> of(Subject subject) {
    return answers.stream().filter(one -> one.subject() == subject).findFirst();
  }

  /**
   * Checks what the types do not say.
   *
   * @throws IllegalArgumentException naming the field, what was found and what was expected
   */
  DatasetOutcomes checked() {
    expect(format.equals(FORMAT), "format", format, FORMAT);
    expect(KINDS.contains(measured.kind()), "measured.kind", measured.kind(), "one of " + KINDS);
    expect(
        measured.hasSummaries() == measured.labels().isEmpty(),
        "measured.labels",
        measured.labels(),
        "labels, or none for a summary");
    expect(
        DrawnFigures.names(measured).contains(measured.metric()),
        "measured.metric",
        measured.metric(),
        "one of " + DrawnFigures.names(measured));
    expect(!rows.isEmpty(), "rows", rows, "at least one row");
    for (int i = 0; i < rows.size(); i++) {
      labels(rows.get(i).gold(), "rows[" + i + "].gold", measured.kind().equals("label"));
    }
    for (int i = 0; i < answers.size(); i++) {
      check(answers.get(i), "answers[" + i + "].given");
    }
    expect(of(Subject.BASE).isPresent(), "answers", "none of BASE", "one of BASE");
    return this;
  }

  private void check(SubjectAnswers one, String at) {
    int found = one.given().size();
    expect(found == rows.size(), at, found + " answers", rows.size() + ", one a row");
    boolean scored = one.given().get(0).probabilities() != null;
    for (int i = 0; i < found; i++) {
      Given given = one.given().get(i);
      String place = at + "[" + i + "]";
      labels(given.labels(), place + ".labels", false);
      List<Float> probabilities = given.probabilities();
      expect(
          probabilities == null ? !scored : probabilities.size() == measured.labels().size(),
          place + ".probabilities",
          probabilities,
          "one for each label, in every answer or in none");
      expect(
          measured.hasSummaries() == (given.rouge2() != null),
          place + ".rouge2",
          given.rouge2(),
          "a number for a summary, and for nothing else");
    }
  }

  private void labels(List<Integer> found, String at, boolean exactlyOne) {
    int labels = measured.labels().size();
    expect(
        found.stream().allMatch(label -> label >= 0 && label < labels)
            && (!exactlyOne || found.size() == 1),
        at,
        found,
        (exactlyOne ? "one index" : "indices") + " from 0 to " + (labels - 1));
  }

  private static void expect(boolean holds, String field, @Nullable Object found, Object expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": found " + found + ", expected " + expected);
    }
  }
}

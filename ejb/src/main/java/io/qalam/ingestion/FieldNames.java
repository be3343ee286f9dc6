package io.qalam.ingestion;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a post's fields are called where it is read; {@code text} and {@code lang} are called so
 * everywhere.
 *
 * <p>What Qalam wrote is known by names that only it writes together, so that what comes from
 * elsewhere keeps its meaning. There the fields of the post itself are read, and those of its
 * annotations left aside.
 *
 * @param marks the names that all must be there
 * @param label names of the label, the first that has something counts
 * @param summary likewise
 */
record FieldNames(
    Set<String> marks, String secondText, String id, List<String> label, List<String> summary) {

  static final String TEXT = "text";
  static final String LANG = "lang";

  /** The name of the second text's field in what people make, and in what is said to them. */
  static final String SECOND_TEXT = "second_text";

  /** Tells of a row in a table that Qalam wrote which post it is about. */
  static final String POST_ID = "post_id";

  /** In what people make. */
  static final FieldNames USUAL =
      new FieldNames(Set.of(), SECOND_TEXT, "id", List.of("label"), List.of("summary"));

  private static final FieldNames OWN_TABLE =
      new FieldNames(
          Set.of(POST_ID, "external_id", "final_label", "final_summary", "kind"),
          SECOND_TEXT,
          "external_id",
          List.of("final_label", "gold_label"),
          List.of("final_summary", "gold_summary"));

  private static final FieldNames OWN_LINE =
      new FieldNames(
          Set.of("projectId", "externalId", "finalLabel", "annotations", "adjudications"),
          "secondText",
          "externalId",
          List.of("finalLabel", "goldLabel"),
          List.of("finalSummary", "goldSummary"));

  private static final FieldNames OWN_DATASET =
      new FieldNames(
          Set.of("externalId", "labelSource", "storedAt"),
          "secondText",
          "externalId",
          List.of("label"),
          List.of("summary"));

  private static final FieldNames OWN_DATASET_OF_SUMMARIES =
      new FieldNames(
          Set.of("externalId", "summarySource", "storedAt"),
          "secondText",
          "externalId",
          List.of("label"),
          List.of("summary"));

  /** The names in a table with these columns. */
  static FieldNames ofTable(Set<String> columns) {
    return columns.containsAll(OWN_TABLE.marks) ? OWN_TABLE : USUAL;
  }

  /** The names in a JSON object that has some members. */
  static FieldNames ofLine(Predicate<String> has) {
    return Stream.of(OWN_LINE, OWN_DATASET, OWN_DATASET_OF_SUMMARIES)
        .filter(names -> names.marks.stream().allMatch(has))
        .findFirst()
        .orElse(USUAL);
  }

  /** Whether Qalam wrote them. */
  boolean own() {
    return !marks.isEmpty();
  }

  /** Every name that something is read from. */
  Set<String> all() {
    Set<String> all = new HashSet<>(Set.of(TEXT, LANG, secondText, id));
    all.addAll(label);
    all.addAll(summary);
    if (own()) {
      all.add(POST_ID);
    }
    return all;
  }
}

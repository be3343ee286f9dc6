package io.qalam.labelschema.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The labels that one post of a multi-label project carries: at least one, all different.
 *
 * <p>A set is kept and sent as one text, its labels joined by a comma and a blank. They stand in
 * the order of their characters and not in the label schema's, so that the same set stays the same
 * text when a label is added or moved. No label of a multi-label project has a comma.
 *
 * @param labels sorted
 */
public record LabelSet(List<String> labels) {

  /** What no label of a multi-label project may hold. */
  public static final String COMMA = ",";

  /** Characters of a set's text at most: the database finds posts by it. */
  public static final int LONGEST = 500;

  private static final String JOINED_BY = ", ";

  public LabelSet {
    labels = labels.stream().map(String::strip).distinct().sorted().toList();
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("A label set has at least one label");
    }
  }

  /** The labels between the commas, in whatever order, spacing and number they are given. */
  public static LabelSet parse(String text) {
    return new LabelSet(Arrays.asList(text.split(COMMA, -1)));
  }

  /** The set as it is kept. */
  public String text() {
    return String.join(JOINED_BY, labels);
  }

  /** Whether all of them are labels of the schema, and the text is not too long to be kept. */
  public boolean isOf(Collection<String> schema) {
    return schema.containsAll(labels) && text().length() <= LONGEST;
  }

  /** Those that are no labels of the schema. */
  public List<String> outside(Collection<String> schema) {
    return labels.stream().filter(label -> !schema.contains(label)).toList();
  }

  /** Whether the label is one of them. */
  public boolean has(String label) {
    return labels.contains(label);
  }
}

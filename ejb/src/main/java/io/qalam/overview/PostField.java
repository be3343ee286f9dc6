package io.qalam.overview;

import io.qalam.account.model.Role;
import io.qalam.tenant.Invalid;
import java.util.Arrays;
import java.util.List;

/**
 * What posts can be asked for by. Nothing else is: no column of a table is reached by its name.
 *
 * <p>What a prediction says is for editors: it must not lead an annotator to the label of a post
 * that waits for a blind answer.
 */
public enum PostField {
  Q("q", Role.ANNOTATOR),
  STATE("state", Role.ANNOTATOR),
  SPLIT("split", Role.ANNOTATOR),
  LANG("lang", Role.ANNOTATOR),
  LABEL("label", Role.ANNOTATOR),
  PREDICTED("predicted", Role.EDITOR),
  MARGIN_FROM("marginFrom", Role.EDITOR),
  MARGIN_TO("marginTo", Role.EDITOR),
  ADAPTER("adapter", Role.EDITOR),
  ANNOTATOR("annotator", Role.ANNOTATOR),
  FROM("from", Role.ANNOTATOR),
  TO("to", Role.ANNOTATOR),
  ORDER("order", Role.ANNOTATOR),
  CURSOR("cursor", Role.ANNOTATOR),
  LIMIT("limit", Role.ANNOTATOR);

  private final String parameter;
  private final Role needed;

  PostField(String parameter, Role needed) {
    this.parameter = parameter;
    this.needed = needed;
  }

  /** Its name in a query string. */
  public String parameter() {
    return parameter;
  }

  /** Whether a post that is found by it is known to have an answer, or which. */
  boolean tellsAnswers() {
    return switch (this) {
      case STATE, LABEL, PREDICTED, MARGIN_FROM, MARGIN_TO, ADAPTER, ANNOTATOR -> true;
      default -> false;
    };
  }

  /** Who may ask by it. */
  Role needed() {
    return needed;
  }

  /**
   * The field of that name.
   *
   * @throws Invalid when there is none; says which there are
   */
  static PostField of(String parameter) {
    return Arrays.stream(values())
        .filter(field -> field.parameter.equals(parameter))
        .findFirst()
        .orElseThrow(() -> new Invalid(parameter, OverviewWording.NOT_ASKED_FOR, all()));
  }

  private static List<String> all() {
    return Arrays.stream(values()).map(PostField::parameter).toList();
  }
}

package io.qalam.labelschema;

import io.qalam.tenant.Invalid;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.StorableText;
import io.qalam.tenant.TenantWording;
import io.qalam.tenant.Wording;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with the fields of one request, so that all of it is told at once. */
final class FieldCheck {

  private final List<FieldError> errors = new ArrayList<>();

  /** Requires a number of the range; null is left out and right. */
  void range(String field, @Nullable Number value, double least, double most) {
    boolean right = value == null || (value.doubleValue() >= least && value.doubleValue() <= most);
    require(right, field, TenantWording.BETWEEN, least, most);
  }

  /** The text without white space around it, if it is one line of 1 to {@code most} characters. */
  String line(String field, @Nullable String value, int most) {
    String text = value == null ? "" : value.strip();
    boolean right =
        !text.isEmpty()
            && text.length() <= most
            && text.chars().noneMatch(Character::isISOControl)
            && StorableText.holds(text);
    require(right, field, TenantWording.LINE, 1, most);
    return text;
  }

  /** The text, if it has 1 to {@code most} characters that can be stored. */
  String text(String field, @Nullable String value, int most) {
    String text = value == null ? "" : value.strip();
    boolean right = !text.isEmpty() && text.length() <= most && StorableText.holds(text);
    require(right, field, TenantWording.CHARACTERS, 1, most);
    return text;
  }

  /** The elements, if there are {@code least} to {@code most}; none where there is no list. */
  <T> List<@Nullable T> list(
      String field, @Nullable List<? extends @Nullable T> values, int least, int most) {
    List<@Nullable T> given = values == null ? List.of() : new ArrayList<>(values);
    boolean right = given.size() >= least && given.size() <= most;
    require(right, field, LabelSchemaWording.HOW_MANY, least, most);
    return right ? given : List.of();
  }

  /** Requires that no two differ in upper and lower case or in the way they are encoded alone. */
  void different(String field, List<String> values) {
    Set<String> seen = new HashSet<>();
    IntStream.range(0, values.size())
        .filter(i -> !seen.add(folded(values.get(i))))
        .forEach(i -> require(false, field + "." + i, LabelSchemaWording.TWICE, values.get(i)));
  }

  private static String folded(String value) {
    String composed = Normalizer.normalize(value, Normalizer.Form.NFKC);
    return Normalizer.normalize(
        composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
  }

  void require(boolean right, String field, Wording wording, Object... values) {
    if (!right) {
      errors.add(new FieldError(field, wording, values));
    }
  }

  /**
   * Ends the check.
   *
   * @throws Invalid when a field was wrong
   */
  void done() {
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
  }
}

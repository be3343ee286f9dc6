package io.qalam.review;

import io.qalam.labelschema.LabelSetProblem;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.tenant.Invalid;
import io.qalam.tenant.Numerals;
import io.qalam.tenant.Problem.FieldError;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.TenantWording;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which predictions are clear enough to be accepted without reading each post, as a page's address
 * and REST ask it; a field that is empty is not asked for.
 *
 * <p>Beside the predicted label and the smallest margin, both required, it takes what posts are
 * found by, but for what every clear case is by itself: predicted, and of the training part.
 *
 * @param asked by field, without what surrounds it
 */
public record BulkFilter(Map<String, String> asked) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String LABEL = "label";
  private static final String MIN_MARGIN = "minMargin";

  /** What {@link AskedPosts} reads. */
  private static final List<String> OF_POSTS =
      List.of("q", "lang", "marginTo", "adapter", "annotator", "from", "to");

  /** Every field. */
  public static final List<String> FIELDS =
      Stream.concat(Stream.of(LABEL, MIN_MARGIN), OF_POSTS.stream()).toList();

  public BulkFilter {
    asked = Map.copyOf(asked);
  }

  /**
   * The filter of these parameters.
   *
   * @throws Invalid when a parameter is none of the known fields
   */
  public static BulkFilter of(Map<String, String> parameters) {
    Map<String, String> asked = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (!FIELDS.contains(name)) {
            throw new Invalid(name, TenantWording.UNKNOWN_FIELD, FIELDS);
          }
          if (value != null && !value.isBlank()) {
            asked.put(name, value.strip());
          }
        });
    return new BulkFilter(asked);
  }

  /**
   * The same with its label as the label schema in force spells it.
   *
   * @throws Invalid naming label, margin or both where they are missing or wrong
   */
  BulkFilter in(LabelSchema schema) {
    List<FieldError> errors = new ArrayList<>();
    Optional<String> known = Optional.ofNullable(asked.get(LABEL)).flatMap(schema::read);
    if (known.isEmpty()) {
      errors.add(new FieldError(LABEL, wrong(schema)));
    }
    if (number(asked.get(MIN_MARGIN)).isEmpty()) {
      errors.add(new FieldError(MIN_MARGIN, TenantWording.BETWEEN, 0, 1));
    }
    if (!errors.isEmpty()) {
      throw new Invalid(errors);
    }
    Map<String, String> spelled = new LinkedHashMap<>(asked);
    spelled.put(LABEL, known.orElseThrow());
    return new BulkFilter(spelled);
  }

  private Sentence wrong(LabelSchema schema) {
    return Optional.ofNullable(asked.get(LABEL))
        .flatMap(given -> LabelSetProblem.of(schema, given))
        .orElseGet(() -> Sentence.of(TenantWording.ONE_OF, schema.getLabels()));
  }

  private static Optional<Double> number(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(Numerals::decimal)
          .filter(margin -> margin >= 0 && margin <= 1);
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  String label() {
    return Objects.requireNonNull(asked.get(LABEL));
  }

  float margin() {
    return number(asked.get(MIN_MARGIN)).orElseThrow().floatValue();
  }

  /** What posts are asked for by beside these two. */
  Map<String, String> ofPosts() {
    Map<String, String> rest = new LinkedHashMap<>(asked);
    rest.keySet().retainAll(OF_POSTS);
    return rest;
  }
}

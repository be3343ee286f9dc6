package io.qalam.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.labelschema.model.LabelSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The control of a labelling configuration whose results are a post's label or summary: {@code
 * Choices}, or a {@code TextArea}.
 *
 * @param name null for whichever choices there are, and the text area {@code summary}
 */
record LabelStudioControl(@Nullable String name) {

  private static final String SUMMARY = "summary";
  private static final String CHOICES = "choices";
  private static final String TEXT_AREA = "textarea";

  /**
   * The control of a task.
   *
   * @param name as it was asked for; null for the only one
   * @throws RefusedException when the task has results, but none of that name, or choices of
   *     several controls and no name is given
   */
  static LabelStudioControl of(ObjectNode task, @Nullable String name) throws RefusedException {
    Set<String> all = new LinkedHashSet<>();
    Set<String> choosing = new LinkedHashSet<>();
    results(task)
        .forEach(
            result -> {
              all.add(fromName(result));
              if (isOf(result, CHOICES)) {
                choosing.add(fromName(result));
              }
            });
    if (name == null && choosing.size() > 1) {
      throw new RefusedException(IngestionWording.SEVERAL_CONTROLS, choosing);
    }
    if (name != null && !all.isEmpty() && !all.contains(name)) {
      throw new RefusedException(IngestionWording.NO_CONTROL, name, all);
    }
    return new LabelStudioControl(name);
  }

  private static Stream<JsonNode> results(ObjectNode task) {
    return Stream.concat(elements(task.path("annotations")), predictions(task).stream())
        .flatMap(given -> elements(given.path("result")));
  }

  /** The predictions of a task, wherever they stand; each once. */
  static List<JsonNode> predictions(ObjectNode task) {
    Stream<JsonNode> own = elements(task.path("predictions"));
    Stream<JsonNode> shown =
        elements(task.path("annotations")).map(annotation -> annotation.path("prediction"));
    Set<JsonNode> seen = new HashSet<>();
    return Stream.concat(own, shown)
        .filter(prediction -> prediction.isObject() && !prediction.isEmpty())
        .filter(prediction -> !prediction.has("id") || seen.add(prediction.path("id")))
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /**
   * What an annotation or prediction says.
   *
   * @throws RefusedException when all it has is of controls that make neither a label nor a summary
   */
  Said said(JsonNode given) throws RefusedException {
    List<String> choices = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    for (JsonNode result : given.path("result")) {
      if (isOf(result, CHOICES) && isNamed(result, fromName(result))) {
        elements(result.path("value").path(CHOICES)).map(JsonNode::asText).forEach(choices::add);
      } else if (isOf(result, TEXT_AREA) && isNamed(result, SUMMARY)) {
        lines(result.path("value").path("text")).map(JsonNode::asText).forEach(lines::add);
      } else {
        others.add(result.path("type").asText());
      }
    }
    boolean answered = !given.path("was_cancelled").asBoolean();
    if (answered && name == null && choices.isEmpty() && lines.isEmpty() && !others.isEmpty()) {
      throw new RefusedException(IngestionWording.NO_CHOICES, others);
    }
    Said chosen = choices.isEmpty() ? Said.NOTHING : Said.chosen(new LabelSet(choices));
    return lines.isEmpty()
        ? chosen
        : new Said(chosen.label(), chosen.severalLabels(), String.join("\n", lines));
  }

  private static Stream<JsonNode> lines(JsonNode text) {
    return text.isArray() ? elements(text) : Stream.of(text);
  }

  /** Whether a result is this control's; without a name, of the one that is meant then. */
  private boolean isNamed(JsonNode result, String otherwise) {
    return fromName(result).equals(name == null ? otherwise : name);
  }

  private static boolean isOf(JsonNode result, String type) {
    return result.path("type").asText().equals(type);
  }

  private static String fromName(JsonNode result) {
    return result.path("from_name").asText();
  }
}

package io.qalam.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.ingestion.PostRecord.PostFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a Label Studio task is a post: {@code data.text}, {@code data.id} or else the task's own
 * id, {@code data.lang}, and what its annotations agree on: a choice, or the text of the text area
 * {@code summary}.
 *
 * <p>Its predictions are of other models, and left aside.
 */
final class LabelStudioTask {

  private static final String SUMMARY = "summary";

  private LabelStudioTask() {}

  /** What an annotation says; null where it says nothing. */
  private interface Reading {
    @Nullable String of(JsonNode annotation) throws RefusedException;
  }

  static PostFields fields(ObjectNode task) throws RefusedException {
    if (!(task.path("data") instanceof ObjectNode data)) {
      throw new RefusedException(IngestionWording.NO_DATA);
    }
    if (!data.has("text")) {
      List<String> names = new ArrayList<>();
      data.fieldNames().forEachRemaining(names::add);
      throw new RefusedException(IngestionWording.DATA_WITHOUT_TEXT, names);
    }
    return new PostFields(
        PostJson.string(data, "text"),
        PostJson.string(data, PostJson.SECOND_TEXT),
        data.hasNonNull("id") ? PostJson.id(data) : PostJson.id(task),
        PostJson.string(data, "lang"),
        agreed(task.path("annotations"), LabelStudioTask::choice),
        agreed(task.path("annotations"), LabelStudioTask::summary));
  }

  /** What the ground truth says, or what most annotations do. */
  private static @Nullable String agreed(JsonNode annotations, Reading reading)
      throws RefusedException {
    Map<String, Integer> votes = new LinkedHashMap<>();
    Set<String> truths = new LinkedHashSet<>();
    for (JsonNode annotation : annotations) {
      @Nullable String choice =
          annotation.path("was_cancelled").asBoolean() ? null : reading.of(annotation);
      if (choice != null) {
        votes.merge(choice, 1, Integer::sum);
        if (annotation.path("ground_truth").asBoolean()) {
          truths.add(choice);
        }
      }
    }
    return truths.isEmpty() ? onlyOne(mostFrequent(votes), votes) : onlyOne(truths, votes);
  }

  private static Set<String> mostFrequent(Map<String, Integer> votes) {
    int most = votes.values().stream().mapToInt(count -> count).max().orElse(0);
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() == most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static @Nullable String onlyOne(Set<String> labels, Map<String, Integer> votes)
      throws RefusedException {
    if (labels.size() > 1) {
      throw new RefusedException(IngestionWording.DISAGREE, counted(votes));
    }
    return labels.isEmpty() ? null : labels.iterator().next();
  }

  private static List<String> counted(Map<String, Integer> votes) {
    return votes.entrySet().stream().map(vote -> vote.getKey() + "=" + vote.getValue()).toList();
  }

  /** What an annotation wrote as the summary; null for none. */
  private static @Nullable String summary(JsonNode annotation) {
    List<String> lines = new ArrayList<>();
    for (JsonNode result : annotation.path("result")) {
      if (isSummary(result)) {
        JsonNode text = result.path("value").path("text");
        (text.isArray() ? text : List.of(text)).forEach(line -> lines.add(line.asText()));
      }
    }
    return lines.isEmpty() ? null : String.join("\n", lines);
  }

  private static boolean isSummary(JsonNode result) {
    return result.path("type").asText().equals("textarea")
        && result.path("from_name").asText().equals(SUMMARY);
  }

  /** What an annotation chose; null for an empty one. */
  private static @Nullable String choice(JsonNode annotation) throws RefusedException {
    List<String> choices = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    for (JsonNode result : annotation.path("result")) {
      if (result.path("type").asText().equals("choices")) {
        result.path("value").path("choices").forEach(choice -> choices.add(choice.asText()));
      } else if (!isSummary(result)) {
        others.add(result.path("type").asText());
      }
    }
    if (choices.size() > 1) {
      throw new RefusedException(IngestionWording.SEVERAL_CHOICES, choices);
    }
    if (choices.isEmpty() && !others.isEmpty()) {
      throw new RefusedException(IngestionWording.NO_CHOICES, others);
    }
    return choices.isEmpty() ? null : choices.get(0);
  }
}

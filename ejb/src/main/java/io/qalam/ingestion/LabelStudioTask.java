package io.qalam.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.ingestion.PostRecord.PostFields;
import io.qalam.labelschema.model.LabelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a Label Studio task is a post: {@code data.text}, {@code data.id} or else the task's own
 * id, {@code data.lang}, and what its annotations agree on: a choice, or several, or the text of
 * the text area {@code summary}.
 *
 * <p>Its predictions are of other models, and left aside.
 */
final class LabelStudioTask {

  private static final String SUMMARY = "summary";

  private LabelStudioTask() {}

  /** What an annotation says; null where it says nothing. */
  private interface Reading<T> {
    @Nullable T of(JsonNode annotation) throws RefusedException;
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
    @Nullable LabelSet chosen =
        agreed(task.path("annotations"), LabelStudioTask::choice, LabelSet::text);
    return new PostFields(
        PostJson.string(data, "text"),
        PostJson.string(data, PostJson.SECOND_TEXT),
        data.hasNonNull("id") ? PostJson.id(data) : PostJson.id(task),
        PostJson.string(data, "lang"),
        chosen == null ? null : chosen.text(),
        chosen != null && chosen.labels().size() > 1,
        agreed(task.path("annotations"), LabelStudioTask::summary, Function.identity()));
  }

  /** What the ground truth says, or what most annotations do. */
  private static <T> @Nullable T agreed(
      JsonNode annotations, Reading<T> reading, Function<T, String> text) throws RefusedException {
    Map<T, Integer> votes = new LinkedHashMap<>();
    Set<T> truths = new LinkedHashSet<>();
    for (JsonNode annotation : annotations) {
      @Nullable T said =
          annotation.path("was_cancelled").asBoolean() ? null : reading.of(annotation);
      if (said != null) {
        votes.merge(said, 1, Integer::sum);
        if (annotation.path("ground_truth").asBoolean()) {
          truths.add(said);
        }
      }
    }
    return onlyOne(truths.isEmpty() ? mostFrequent(votes) : truths, votes, text);
  }

  private static <T> Set<T> mostFrequent(Map<T, Integer> votes) {
    int most = votes.values().stream().mapToInt(count -> count).max().orElse(0);
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() == most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static <T> @Nullable T onlyOne(
      Set<T> said, Map<T, Integer> votes, Function<T, String> text) throws RefusedException {
    if (said.size() > 1) {
      throw new RefusedException(IngestionWording.DISAGREE, counted(votes, text));
    }
    return said.isEmpty() ? null : said.iterator().next();
  }

  private static <T> List<String> counted(Map<T, Integer> votes, Function<T, String> text) {
    return votes.entrySet().stream()
        .map(vote -> text.apply(vote.getKey()) + "=" + vote.getValue())
        .toList();
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
  private static @Nullable LabelSet choice(JsonNode annotation) throws RefusedException {
    List<String> choices = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    for (JsonNode result : annotation.path("result")) {
      if (result.path("type").asText().equals("choices")) {
        result.path("value").path("choices").forEach(choice -> choices.add(choice.asText()));
      } else if (!isSummary(result)) {
        others.add(result.path("type").asText());
      }
    }
    if (choices.isEmpty() && !others.isEmpty()) {
      throw new RefusedException(IngestionWording.NO_CHOICES, others);
    }
    return choices.isEmpty() ? null : new LabelSet(choices);
  }
}

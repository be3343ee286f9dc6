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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a Label Studio task is a post: {@code data.text}, {@code data.id} or else the task's own
 * id, {@code data.lang}, and the choice, or the choices, its annotations agree on.
 *
 * <p>Its predictions are of other models, and left aside.
 */
final class LabelStudioTask {

  private LabelStudioTask() {}

  static PostFields fields(ObjectNode task) throws RefusedException {
    if (!(task.path("data") instanceof ObjectNode data)) {
      throw new RefusedException(IngestionWording.NO_DATA);
    }
    if (!data.has("text")) {
      List<String> names = new ArrayList<>();
      data.fieldNames().forEachRemaining(names::add);
      throw new RefusedException(IngestionWording.DATA_WITHOUT_TEXT, names);
    }
    @Nullable LabelSet chosen = chosen(task.path("annotations"));
    return new PostFields(
        PostJson.string(data, "text"),
        PostJson.string(data, PostJson.SECOND_TEXT),
        data.hasNonNull("id") ? PostJson.id(data) : PostJson.id(task),
        PostJson.string(data, "lang"),
        chosen == null ? null : chosen.text(),
        chosen != null && chosen.labels().size() > 1);
  }

  /** The ground truth's choices, or those that most annotations made. */
  private static @Nullable LabelSet chosen(JsonNode annotations) throws RefusedException {
    Map<LabelSet, Integer> votes = new LinkedHashMap<>();
    Set<LabelSet> truths = new LinkedHashSet<>();
    for (JsonNode annotation : annotations) {
      @Nullable LabelSet choice =
          annotation.path("was_cancelled").asBoolean() ? null : choice(annotation);
      if (choice != null) {
        votes.merge(choice, 1, Integer::sum);
        if (annotation.path("ground_truth").asBoolean()) {
          truths.add(choice);
        }
      }
    }
    return truths.isEmpty() ? onlyOne(mostFrequent(votes), votes) : onlyOne(truths, votes);
  }

  private static Set<LabelSet> mostFrequent(Map<LabelSet, Integer> votes) {
    int most = votes.values().stream().mapToInt(count -> count).max().orElse(0);
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() == most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static @Nullable LabelSet onlyOne(Set<LabelSet> labels, Map<LabelSet, Integer> votes)
      throws RefusedException {
    if (labels.size() > 1) {
      throw new RefusedException(IngestionWording.DISAGREE, counted(votes));
    }
    return labels.isEmpty() ? null : labels.iterator().next();
  }

  private static List<String> counted(Map<LabelSet, Integer> votes) {
    return votes.entrySet().stream()
        .map(vote -> vote.getKey().text() + "=" + vote.getValue())
        .toList();
  }

  /** What an annotation chose; null for an empty one. */
  private static @Nullable LabelSet choice(JsonNode annotation) throws RefusedException {
    List<String> choices = new ArrayList<>();
    Set<String> others = new LinkedHashSet<>();
    for (JsonNode result : annotation.path("result")) {
      if (result.path("type").asText().equals("choices")) {
        result.path("value").path("choices").forEach(choice -> choices.add(choice.asText()));
      } else {
        others.add(result.path("type").asText());
      }
    }
    if (choices.isEmpty() && !others.isEmpty()) {
      throw new RefusedException(IngestionWording.NO_CHOICES, others);
    }
    return choices.isEmpty() ? null : new LabelSet(choices);
  }
}

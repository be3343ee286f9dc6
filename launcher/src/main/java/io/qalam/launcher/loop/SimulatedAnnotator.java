package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An annotator who knows every post's gold label: accepts a right prediction, corrects a wrong one,
 * labels a blind task.
 *
 * <p>Many of them share one budget of annotations and work at the same time.
 */
final class SimulatedAnnotator {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ApiClient api;
  private final String projectId;
  private final Map<String, String> gold;
  private final AtomicInteger budget;
  private int given;

  SimulatedAnnotator(
      ApiClient api, String projectId, Map<String, String> gold, AtomicInteger budget) {
    this.api = api;
    this.projectId = projectId;
    this.gold = gold;
    this.budget = budget;
  }

  /** Works until the budget is spent or no task is left, and returns how many labels it gave. */
  int work() throws IOException {
    while (budget.getAndDecrement() > 0) {
      ApiClient.Answer next =
          api.postPatiently("/projects/" + projectId + "/tasks/next", Map.of(), PATIENCE);
      if (next.status() == 204) {
        return given;
      }
      annotate(next.expect(200));
      given++;
    }
    return given;
  }

  private void annotate(JsonNode task) throws IOException {
    String externalId = task.at("/post/externalId").asText();
    String label = gold.get(externalId);
    if (label == null) {
      throw new IOException("the server served a post that was never sent: " + externalId);
    }
    Map<String, Object> annotation = new HashMap<>();
    annotation.put("lease", task.get("lease").asText());
    annotation.put("decision", decision(task, label));
    annotation.put("label", label);
    api.postPatiently("/tasks/" + task.get("taskId").asText() + "/annotation", annotation, PATIENCE)
        .expect(201);
  }

  private static String decision(JsonNode task, String label) {
    JsonNode prediction = task.path("prediction");
    if (task.get("blind").asBoolean() || prediction.isMissingNode() || prediction.isNull()) {
      return "LABELLED";
    }
    return prediction.get("label").asText().equals(label) ? "ACCEPTED" : "CORRECTED";
  }
}

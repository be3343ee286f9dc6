package io.qalam.launcher.load;

import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.ApiClient.Answer;
import java.io.IOException;
import java.util.Map;

/** A program of the annotator's, with an API token. */
record RestDesk(ApiClient api) implements Desk {

  @Override
  public Answer next(String projectId) throws IOException {
    return api.post("/projects/" + projectId + "/tasks/next", Map.of());
  }

  @Override
  public Answer submit(String taskId, Map<String, ?> annotation) throws IOException {
    return api.post("/tasks/" + taskId + "/annotation", annotation);
  }
}

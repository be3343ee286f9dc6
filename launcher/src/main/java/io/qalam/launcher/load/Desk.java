package io.qalam.launcher.load;

import io.qalam.launcher.loop.ApiClient.Answer;
import java.io.IOException;
import java.util.Map;

/** Where one annotator works: REST with a token, or the review page with a session. */
interface Desk {

  /** Asks for the next task: 200 with it, or 204. */
  Answer next(String projectId) throws IOException;

  /** Answers a task: 200 or 201 with the annotation as it was stored. */
  Answer submit(String taskId, Map<String, ?> annotation) throws IOException;
}

package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.ApiClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps a training run going while people review: when one ends, the next begins.
 *
 * <p>A candidate that waits for approval is refused, so that no new adapter asks for a million
 * predictions in the middle of the bench.
 */
final class TrainingMeanwhile implements AutoCloseable {

  private static final Set<String> BUSY = Set.of("RUNNING", "EVALUATING");
  private static final Set<String> OPEN = Set.of("QUEUED", "RUNNING", "EVALUATING");

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final ApiClient admin;
  private final String projectId;
  private final List<String> ends = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;
  private int looks;
  private int busyLooks;
  private String refused = "";

  TrainingMeanwhile(ApiClient admin, String projectId) {
    this.admin = admin;
    this.projectId = projectId;
    thread = new Thread(this::keepOne, "training-meanwhile");
    thread.setDaemon(true);
    thread.start();
  }

  private void keepOne() {
    String run = "";
    while (!closing) {
      try {
        run = run.isEmpty() ? begin() : follow(run);
      } catch (IOException | ApiClient.ApiException away) {
        looks++; // the server is away just now: no run was seen
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    cancel(run);
  }

  private String begin() throws IOException {
    Answer answer = admin.post("/projects/" + projectId + "/training-runs", Map.of());
    looks++;
    if (answer.status() == 409) {
      refused = answer.body().path("detail").asText();
      return "";
    }
    return answer.expect(202).get("id").asText();
  }

  private String follow(String run) throws IOException {
    JsonNode found = admin.get("/training-runs/" + run).expect(200);
    String state = found.get("state").asText();
    looks++;
    busyLooks += BUSY.contains(state) ? 1 : 0;
    if (OPEN.contains(state)) {
      return run;
    }
    if (state.equals("AWAITING_APPROVAL")) {
      admin.post("/training-runs/" + run + "/approval", Map.of("approve", false));
    }
    ends.add(state);
    return "";
  }

  private void cancel(String run) {
    if (!run.isEmpty()) {
      try {
        admin.delete("/training-runs/" + run);
      } catch (IOException e) {
        refused = "the last run could not be cancelled: " + e.getMessage();
      }
    }
  }

  /** The share of the time in which a run was training or being evaluated. */
  double share() {
    return looks == 0 ? 0 : (double) busyLooks / looks;
  }

  String told() {
    return "a run was under way in "
        + Math.round(100 * share())
        + " % of the time; runs that ended: "
        + ends
        + (refused.isEmpty() ? "" : "; once refused: " + refused);
  }

  @Override
  public void close() throws IOException {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(90).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

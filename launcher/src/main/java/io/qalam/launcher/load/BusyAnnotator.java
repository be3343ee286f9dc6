package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One person at work: takes a task, thinks, answers, and takes the next; four of five predictions
 * are accepted.
 *
 * <p>A server that is away is asked again every half second with the same request, as the review
 * page does.
 */
final class BusyAnnotator {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final String user;
  private final Desk desk;
  private final String projectId;
  private final List<String> labels;
  private final Ledger ledger;
  private final SplittableRandom random;

  BusyAnnotator(
      String user, Desk desk, String projectId, List<String> labels, Ledger ledger, long seed) {
    this.user = user;
    this.desk = desk;
    this.projectId = projectId;
    this.labels = labels;
    this.ledger = ledger;
    this.random = new SplittableRandom(seed);
  }

  private interface Try {
    Answer send() throws IOException;
  }

  /**
   * Works until the phase ends; a task that was taken before is still answered.
   *
   * @param think how long a post is looked at, on average
   */
  void work(Phase phase, Duration think) throws IOException {
    pause(think.multipliedBy(random.nextInt(1000)).dividedBy(1000)); // not all in the same moment
    while (phase.goesOn()) {
      Answer next = patiently(phase, phase.next, () -> desk.next(projectId));
      if (next.status() == 204) {
        phase.ranDry();
        pause(Duration.ofSeconds(1));
      } else {
        JsonNode task = next.expect(200);
        ledger.served(user, task.at("/post/id").asText());
        pause(think.multipliedBy(500 + random.nextInt(1001)).dividedBy(1000));
        answer(phase, task);
      }
    }
  }

  private void answer(Phase phase, JsonNode task) throws IOException {
    Map<String, Object> annotation = annotation(task);
    String taskId = task.get("taskId").asText();
    Answer answer = patiently(phase, phase.submit, () -> desk.submit(taskId, annotation));
    if (answer.status() == 409) {
      phase.conflicts.incrementAndGet();
    } else {
      JsonNode stored = answer.status() == 200 ? answer.body() : answer.expect(201);
      ledger.acknowledged(
          new Ledger.Acknowledged(
              user,
              stored.get("postId").asText(),
              stored.get("id").asText(),
              stored.get("label").asText()));
    }
  }

  private Map<String, Object> annotation(JsonNode task) {
    Map<String, Object> annotation = new HashMap<>();
    annotation.put("lease", task.get("lease").asText());
    String shown = task.at("/prediction/label").asText("");
    String chosen =
        !shown.isEmpty() && random.nextInt(5) > 0
            ? shown
            : labels.get(random.nextInt(labels.size()));
    annotation.put("label", chosen);
    String decision = chosen.equals(shown) ? "ACCEPTED" : "CORRECTED";
    annotation.put("decision", shown.isEmpty() ? "LABELLED" : decision);
    return annotation;
  }

  private Answer patiently(Phase phase, Latencies times, Try request) throws IOException {
    long first = System.nanoTime();
    for (int tries = 0; System.nanoTime() - first < PATIENCE.toNanos(); tries++) {
      long began = System.nanoTime();
      Optional<Answer> answer = sent(request);
      if (answer.isPresent()) {
        times.add(System.nanoTime() - began);
        if (tries > 0) {
          phase.waitedForServer(System.nanoTime() - first);
        }
        return answer.get();
      }
      phase.failedTries.incrementAndGet();
      pause(BETWEEN_TRIES);
    }
    throw new IOException(user + " waited " + PATIENCE.toSeconds() + " s for the server in vain");
  }

  /** Empty where the server was away or in trouble. */
  private static Optional<Answer> sent(Try request) {
    try {
      return Optional.of(request.send()).filter(answer -> answer.status() < 500);
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  private static void pause(Duration length) throws IOException {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

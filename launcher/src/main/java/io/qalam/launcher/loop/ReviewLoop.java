package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One turn of the loop on one project: posts in, predictions, corrections, a run, the swap, new
 * predictions.
 *
 * <p>Each step waits for a condition the server shows over REST, so a part that was killed and came
 * back in between is not noticed but by the time it took.
 */
public final class ReviewLoop {
  private static final Set<String> ENDED =
      Set.of("AWAITING_APPROVAL", "PROMOTED", "REJECTED", "FAILED", "CANCELLED");

  private final ApiClient admin;
  private final List<ApiClient> annotators;
  private final String projectId;
  private final LabelledPosts posts;

  private ReviewLoop(
      ApiClient admin, List<ApiClient> annotators, String projectId, LabelledPosts posts) {
    this.admin = admin;
    this.annotators = annotators;
    this.projectId = projectId;
    this.posts = posts;
  }

  /** Opens a project of its own for the posts. */
  public static ReviewLoop newProject(
      ApiClient admin, List<ApiClient> annotators, String name, String task, LabelledPosts posts)
      throws IOException {
    List<String> languages = posts.posts().stream().map(p -> p.lang()).distinct().toList();
    JsonNode project =
        admin
            .post(
                "/projects",
                Map.of(
                    "name", name, "task", task, "languages", languages, "labels", posts.labels()))
            .expect(201);
    return new ReviewLoop(admin, annotators, project.get("id").asText(), posts);
  }

  /** Joins a project that has the posts already, as the demo's. */
  public static ReviewLoop inProject(
      ApiClient admin, List<ApiClient> annotators, String projectId, LabelledPosts posts) {
    return new ReviewLoop(admin, annotators, projectId, posts);
  }

  public String projectId() {
    return projectId;
  }

  /** Sends the posts, without their labels, and returns the server's import report. */
  public JsonNode ingest() throws IOException {
    return admin.postLines("/projects/" + projectId + "/posts", posts.withoutLabels()).expect(200);
  }

  /** Waits until every post has a prediction. */
  public void awaitPredictions(Duration patience) throws IOException {
    await(
        "a prediction for every post of project " + projectId,
        patience,
        () ->
            admin
                .get("/projects/" + projectId + "/posts?state=NEW&limit=1")
                .expect(200)
                .get("items")
                .isEmpty());
  }

  /** Lets the whole team annotate at the same time and returns how many labels were given. */
  public int annotate(int labels) throws IOException {
    AtomicInteger budget = new AtomicInteger(labels);
    ExecutorService team = Executors.newFixedThreadPool(annotators.size());
    try {
      List<Future<Integer>> work = new ArrayList<>();
      for (ApiClient annotator : annotators) {
        work.add(
            team.submit(
                () -> new SimulatedAnnotator(annotator, projectId, posts.gold(), budget).work()));
      }
      int given = 0;
      for (Future<Integer> one : work) {
        given += one.get();
      }
      return given;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while annotating", e);
    } catch (ExecutionException e) {
      throw new IOException("an annotator failed: " + e.getCause(), e);
    } finally {
      team.shutdownNow();
    }
  }

  /** Lets the timer start a run as soon as there are {@code minNewLabels} new labels. */
  public void schedule(int minNewLabels) throws IOException {
    admin
        .put(
            "/projects/" + projectId + "/schedule",
            Map.of(
                "cron",
                "0 3 * * *",
                "timeZone",
                "Africa/Cairo",
                "minNewLabels",
                minNewLabels,
                "enabled",
                true))
        .expect(200);
  }

  /** Starts a run as the page's button does and returns its id. */
  public String startRun() throws IOException {
    return admin
        .post("/projects/" + projectId + "/training-runs", Map.of())
        .expect(202)
        .get("id")
        .asText();
  }

  /** Waits for the project's newest run to begin and returns its id. */
  public String awaitRunStarted(Duration patience) throws IOException {
    await("a training run of project " + projectId, patience, () -> !runs().isEmpty());
    return runs().get(0).get("id").asText();
  }

  /** Waits until the run has done at least one optimizer step. */
  public void awaitRunTraining(String runId, Duration patience) throws IOException {
    await(
        "a first step of run " + runId,
        patience,
        () -> run(runId).at("/progress/step").asInt() > 0 || ended(run(runId)));
  }

  /** Waits for the run's end and returns it as the server tells it. */
  public JsonNode awaitRunEnded(String runId, Duration patience) throws IOException {
    await("the end of run " + runId, patience, () -> ended(run(runId)));
    return run(runId);
  }

  public JsonNode run(String runId) throws IOException {
    return admin.get("/training-runs/" + runId).expect(200);
  }

  /** The optimizer steps whose loss is stored, in the order the server tells them. */
  public List<Integer> losses(String runId) throws IOException {
    List<Integer> steps = new ArrayList<>();
    run(runId).get("losses").forEach(loss -> steps.add(loss.get("step").asInt()));
    return steps;
  }

  /** Promotes a candidate as an admin does. */
  public void promote(String adapterId) throws IOException {
    admin.post("/adapters/" + adapterId + "/promote", Map.of()).expect(200);
  }

  /** Waits until every post that nobody has reviewed is predicted by the adapter. */
  public void awaitPredictionsOf(String adapterId, Duration patience) throws IOException {
    await(
        "predictions of adapter " + adapterId + " for every post not reviewed",
        patience,
        () -> adaptersInForce("PREDICTED").equals(Set.of(adapterId)));
  }

  /**
   * The adapters whose predictions are in force for posts in a state; {@code base} for the base
   * model.
   */
  public Set<String> adaptersInForce(String state) throws IOException {
    Set<String> adapters = new TreeSet<>();
    for (JsonNode post : postsIn(state)) {
      JsonNode adapter = post.at("/prediction/adapterId");
      adapters.add(adapter.isTextual() ? adapter.asText() : "base");
    }
    return adapters;
  }

  /** Every post in a state, all pages; all posts where the state is empty. */
  public List<JsonNode> postsIn(String state) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    String query = "?limit=200" + (state.isEmpty() ? "" : "&state=" + state);
    String cursor = "";
    do {
      JsonNode page = admin.get("/projects/" + projectId + "/posts" + query + cursor).expect(200);
      page.get("items").forEach(all::add);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    return all;
  }

  private List<JsonNode> runs() throws IOException {
    List<JsonNode> runs = new ArrayList<>();
    JsonNode answer = admin.get("/projects/" + projectId + "/training-runs").expect(200);
    (answer.isArray() ? answer : answer.get("items")).forEach(runs::add);
    return runs;
  }

  private static boolean ended(JsonNode run) {
    return ENDED.contains(run.get("state").asText());
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Asks again every half second; a server that is away for a while is not an end, only {@code
   * patience} is.
   */
  private static void await(String what, Duration patience, Condition condition)
      throws IOException {
    Instant end = Instant.now().plus(patience);
    IOException last = null;
    while (Instant.now().isBefore(end)) {
      try {
        if (condition.holds()) {
          return;
        }
        last = null;
      } catch (IOException e) {
        last = e;
      }
      Pause.half();
    }
    throw new IOException("waited " + patience.toSeconds() + " s in vain for " + what, last);
  }
}

package io.qalam.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.LabelledPosts;
import io.qalam.launcher.loop.LoopBench;
import io.qalam.launcher.loop.QalamCommand;
import io.qalam.launcher.loop.ReviewLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every part is killed with SIGKILL in the middle of its work, and the loop ends with nothing lost.
 */
class CrashIT {
  private static final Path ROOT = Path.of(System.getProperty("qalam.root", "..")).normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  @TempDir private Path folder;
  private QalamCommand qalam;
  private LabelledPosts posts;

  @BeforeEach
  void start() throws IOException {
    posts =
        LabelledPosts.read(
                ROOT.resolve("launcher/src/main/resources/demo/hi_offensive.jsonl"),
                "label",
                row -> true)
            .sample(360, 7);
    qalam = new QalamCommand(ROOT.toAbsolutePath(), folder.resolve("home"));
    qalam.start("--no-demo");
    qalam.run("tenant", "add", "crash");
  }

  @AfterEach
  void stop() throws IOException {
    qalam.close();
  }

  @Test
  void theLoopEndsWithNothingLostThoughEveryPartIsKilledInTheMiddleOfItsWork() throws IOException {
    ApiClient admin = qalam.client("crash", "admin");
    List<ApiClient> team = LoopBench.team(qalam, "crash", "annotator", 3);
    ReviewLoop loop = ReviewLoop.newProject(admin, team, "Crash", "offensive language", posts);

    loop.ingest();
    kill("kafka");
    loop.awaitPredictions(PATIENCE);

    int given = annotateWhileKilling(loop, 120, "postgres");
    given += annotateWhileKilling(loop, 120, "server");
    assertThat(given).isEqualTo(240);
    theAnnotationsAreThoseGiven(loop, given);

    String run = loop.startRun();
    loop.awaitRunTraining(run, PATIENCE);
    kill("worker");
    JsonNode ended = loop.awaitRunEnded(run, PATIENCE);

    assertThat(ended.get("state").asText())
        .as("%s", ended)
        .isIn("PROMOTED", "AWAITING_APPROVAL", "REJECTED");
    assertThat(loop.losses(run)).as("each optimizer step is counted once").doesNotHaveDuplicates();
    if (ended.get("state").asText().equals("AWAITING_APPROVAL")) {
      loop.promote(ended.get("adapterId").asText());
    }
    if (!ended.get("state").asText().equals("REJECTED")) {
      loop.awaitPredictionsOf(ended.get("adapterId").asText(), PATIENCE);
    }
    theAnnotationsAreThoseGiven(loop, given);
  }

  @Test
  void aHomeWhoseLauncherWasKilledStartsAgainWithAllItsData() throws IOException {
    ApiClient admin = qalam.client("crash", "admin");
    ReviewLoop loop = ReviewLoop.newProject(admin, List.of(), "Kept", "offensive language", posts);
    loop.ingest();
    loop.awaitPredictions(PATIENCE);

    long launcher = qalam.status().at("/launcher/pid").asLong();
    assertThat(launcher).as("pid of the launcher in status --json").isPositive();
    ProcessHandle.of(launcher).orElseThrow().destroyForcibly();
    qalam.start("--no-demo");

    Set<String> ids = new HashSet<>();
    loop.postsIn("PREDICTED").forEach(post -> ids.add(post.get("externalId").asText()));
    assertThat(ids).isEqualTo(posts.gold().keySet());
  }

  private int annotateWhileKilling(ReviewLoop loop, int labels, String part) throws IOException {
    CompletableFuture<Integer> work =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return loop.annotate(labels);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    kill(part);
    return work.join();
  }

  private void kill(String part) throws IOException {
    ProcessHandle process =
        qalam.process(part).orElseThrow(() -> new AssertionError("no process of part " + part));
    assertThat(process.destroyForcibly()).as("SIGKILL to " + part).isTrue();
  }

  private void theAnnotationsAreThoseGiven(ReviewLoop loop, int given) throws IOException {
    Map<String, String> labels = new HashMap<>();
    for (JsonNode post : loop.postsIn("LABELLED")) {
      assertThat(post.get("annotations")).hasSize(1);
      labels.put(post.get("externalId").asText(), post.at("/annotations/0/label").asText());
    }
    assertThat(labels).hasSize(given);
    assertThat(posts.gold()).containsAllEntriesOf(labels);
  }
}

package io.qalam.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.browser.BrowserAnnotator;
import io.qalam.launcher.loop.ApiClient;
import io.qalam.launcher.loop.LabelledPosts;
import io.qalam.launcher.loop.LoopBench;
import io.qalam.launcher.loop.LoopFigures;
import io.qalam.launcher.loop.QalamCommand;
import io.qalam.launcher.loop.ReviewLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole loop in the real server, started by {@code ./qalam start} as a newcomer starts it:
 * import, predict, correct, the timer's run, the gate, the swap, new predictions.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LoopIT {
  private static final Path ROOT = Path.of(System.getProperty("qalam.root", "..")).normalize();
  private static final Path DATA = ROOT.resolve("../shared/data");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LABELS = 400;

  /** Macro-F1 that an adapter gains at least on a task that the base does not know. */
  private static final double NEW_TASK = 0;

  /** The same on one it knows: two standard errors of 120 posts below no gain at all. */
  private static final double KNOWN_TASK = -.1;

  private static final int BY_KEYBOARD = 12;

  private QalamCommand qalam;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    qalam = new QalamCommand(ROOT.toAbsolutePath(), folder.resolve("home"));
    qalam.start();
  }

  @AfterAll
  void stop() throws IOException {
    qalam.close();
  }

  /** Some of the labels are given in the review page, where there is a browser. */
  @Test
  void correctionsOfTheArabicDemoPostsMakeTheNextPredictionsBetter() throws IOException {
    Optional<BrowserAnnotator> reader = reader("nour");
    if (reader.isEmpty()) {
      System.out.println("nour demo: no chromium, so every label is given over REST");
    }
    turnsForDemo("nour", "ar_sentiment.jsonl", reader);
  }

  @Test
  void correctionsOfTheHindiDemoPostsMakeTheNextPredictionsBetter() throws IOException {
    turnsForDemo("kiran", "hi_offensive.jsonl", Optional.empty());
  }

  /**
   * The base knows this task: over five seeds the gain is +.033 [-.023, +.089] (docs/LOG.md, "The
   * loop"), so that on one seed's 120 posts the gate may let the candidate pass or keep the base;
   * either way nobody's predictions become certainly worse.
   */
  @Test
  void correctionsOfArSarcasmSentimentMakeNoPredictionsCertainlyWorse() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no data sets beside the project");
    turnsForNewProject("nour", "ArSarcasm-v2", "sentiment", LoopBench.arSarcasm(DATA), KNOWN_TASK);
  }

  @Test
  void correctionsOfBrighterHindiEmotionMakeTheNextPredictionsBetter() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no data sets beside the project");
    turnsForNewProject("kiran", "BRIGHTER", "emotion", LoopBench.brighterHindi(DATA), NEW_TASK);
  }

  /** Somebody new of the tenant who reads the review page. */
  private Optional<BrowserAnnotator> reader(String tenant) throws IOException {
    String password = qalam.addUser(tenant, "reader");
    return BrowserAnnotator.at(
        qalam.server().toString(), new BrowserAnnotator.Login(tenant, "reader", password));
  }

  private void turnsForDemo(String tenant, String file, Optional<BrowserAnnotator> reader)
      throws IOException {
    LabelledPosts posts =
        LabelledPosts.read(
            ROOT.resolve("launcher/src/main/resources/demo").resolve(file), "label", row -> true);
    ApiClient admin = qalam.client(tenant, "admin");
    String project = admin.get("/projects").expect(200).at("/items/0/id").asText();
    turns(
        tenant + " demo",
        ReviewLoop.inProject(admin, team(tenant, "demo"), project, posts),
        posts,
        reader,
        NEW_TASK);
  }

  private void turnsForNewProject(
      String tenant, String name, String task, LabelledPosts all, double leastGain)
      throws IOException {
    LabelledPosts posts = all.sample(500, 1);
    ReviewLoop loop =
        ReviewLoop.newProject(qalam.client(tenant, "admin"), team(tenant, name), name, task, posts);
    JsonNode imported = loop.ingest();
    assertThat(imported.get("accepted").asInt() + imported.get("duplicates").asInt())
        .as("every post sent is stored or named a duplicate: %s", imported)
        .isEqualTo(posts.posts().size());
    turns(name, loop, posts, Optional.empty(), leastGain);
  }

  private List<ApiClient> team(String tenant, String prefix) throws IOException {
    return LoopBench.team(qalam, tenant, prefix.toLowerCase(java.util.Locale.ROOT), 4);
  }

  private void turns(
      String name,
      ReviewLoop loop,
      LabelledPosts posts,
      Optional<BrowserAnnotator> reader,
      double leastGain)
      throws IOException {
    loop.awaitPredictions(PATIENCE);
    assertThat(loop.adaptersInForce("PREDICTED")).containsExactly("base");
    loop.schedule(LABELS);
    reader.ifPresent(one -> one.annotate(loop.projectId(), posts, BY_KEYBOARD));
    int byProgram = reader.isPresent() ? LABELS - BY_KEYBOARD : LABELS;
    assertThat(loop.annotate(byProgram)).isEqualTo(byProgram);

    JsonNode run = loop.awaitRunEnded(loop.awaitRunStarted(PATIENCE), PATIENCE);

    LoopFigures.MacroF1 f1 = LoopFigures.macroF1(run.get("evaluation"));
    System.out.printf("%s: %s, %s%n", name, f1, run.get("state").asText());
    assertThat(f1.after() - f1.before()).as("gain of macro-F1").isGreaterThan(leastGain);
    assertThat(f1.yardstick()).as("macro-F1 of the yardstick").isBetween(0., 1.);
    if (leastGain < 0 && run.get("state").asText().equals("REJECTED")) {
      assertThat(run.get("evaluation"))
          .as("a row of the development part that is certainly worse: %s", run)
          .anyMatch(row -> isOfDevelopment(row) && row.get("upper").asDouble() < 0);
      assertThat(loop.adaptersInForce("PREDICTED")).containsExactly("base");
      noAnnotationIsLost(loop, posts);
      return;
    }
    assertThat(run.get("state").asText()).as("%s", run).isIn("PROMOTED", "AWAITING_APPROVAL");
    if (run.get("state").asText().equals("AWAITING_APPROVAL")) {
      loop.promote(run.get("adapterId").asText());
    }
    String adapter = run.get("adapterId").asText();
    loop.awaitPredictionsOf(adapter, PATIENCE);
    everyPostIsAnsweredByOneAdapter(loop, adapter);
    noAnnotationIsLost(loop, posts);
  }

  private static boolean isOfDevelopment(JsonNode row) {
    return row.get("part").asText().equals("DEVELOPMENT");
  }

  private static void everyPostIsAnsweredByOneAdapter(ReviewLoop loop, String adapter)
      throws IOException {
    for (JsonNode post : loop.postsIn("")) {
      assertThat(post.get("prediction").get("adapterId").asText("base"))
          .as("the one prediction in force of post %s", post.get("externalId"))
          .isIn("base", "null", adapter);
    }
    assertThat(loop.adaptersInForce("PREDICTED")).isEqualTo(Set.of(adapter));
  }

  private static void noAnnotationIsLost(ReviewLoop loop, LabelledPosts posts) throws IOException {
    Map<String, String> given = new HashMap<>();
    for (JsonNode post : loop.postsIn("LABELLED")) {
      JsonNode annotations = post.get("annotations");
      assertThat(annotations).as("annotations of %s", post.get("externalId")).hasSize(1);
      given.put(post.get("externalId").asText(), annotations.get(0).get("label").asText());
    }
    assertThat(given).hasSize(LABELS);
    assertThat(posts.gold()).containsAllEntriesOf(given);
  }
}

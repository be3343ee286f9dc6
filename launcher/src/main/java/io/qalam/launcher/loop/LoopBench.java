package io.qalam.launcher.loop;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.Arguments;
import io.qalam.launcher.OwnProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code ./qalam bench loop}: turns the whole loop for several data sets and seeds on a server of
 * its own and prints before, after and the yardstick.
 */
public final class LoopBench {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int POSTS = 700;
  private static final int LABELS = 400;

  static final String HELP =
      """
      ./qalam bench loop [options]
        turns the whole loop (import, predict, correct, train, gate, swap, predict anew) on a server
        of its own, for several data sets and seeds; prints before, after and the yardstick

        --seeds N             turns of each data set (5)
        --data DIR            more data sets; without such a folder the demo's alone (../shared/data
                              beside the tree)

        Example: ./qalam bench loop --seeds 1
      """
          .stripTrailing();

  private LoopBench() {}

  /** A data set of the bench. */
  private record Source(String name, String task, LabelledPosts posts) {}

  public static void main(String[] words) {
    OwnProgram.run(List.of(words), HELP, LoopBench::run);
  }

  private static int run(List<String> words) throws IOException {
    Arguments arguments = Arguments.parse(words, Set.of(), Set.of("--root", "--seeds", "--data"));
    arguments.words();
    int seeds = arguments.number("--seeds", 1, 1_000).orElse(5);
    Path root = Path.of(arguments.required("--root"));
    Path data = arguments.value("--data").map(Path::of).orElse(root.resolve("../shared/data"));
    measure(root, seeds, data);
    return 0;
  }

  private static void measure(Path root, int seeds, Path data) throws IOException {
    Path home = Files.createTempDirectory("qalam-bench-loop");
    try (QalamCommand qalam = new QalamCommand(root, home)) {
      qalam.start("--no-demo");
      qalam.run("tenant", "add", "bench");
      List<ApiClient> team = team(qalam, "bench", "annotator", 4);
      ApiClient admin = qalam.client("bench", "admin");
      for (Source source : sources(root, data)) {
        List<LoopFigures> figures = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
          LoopFigures one = turn(admin, team, source, seed);
          System.out.println(one.line());
          figures.add(one);
        }
        System.out.println(source.name() + ": " + LoopFigures.pairedInterval(figures));
      }
    }
  }

  private static List<Source> sources(Path root, Path data) throws IOException {
    Path demo = root.resolve("launcher/src/main/resources/demo");
    List<Source> sources = new ArrayList<>();
    sources.add(
        new Source(
            "demo ar sentiment",
            "sentiment",
            LabelledPosts.read(demo.resolve("ar_sentiment.jsonl"), "label", row -> true)));
    sources.add(
        new Source(
            "demo hi offensive",
            "offensive language",
            LabelledPosts.read(demo.resolve("hi_offensive.jsonl"), "label", row -> true)));
    if (Files.isDirectory(data)) {
      sources.add(new Source("ArSarcasm-v2 sentiment", "sentiment", arSarcasm(data)));
      sources.add(new Source("BRIGHTER hi emotion", "emotion", brighterHindi(data)));
    } else {
      System.out.println("skipped: no data sets in " + data);
    }
    return sources;
  }

  /** Training rows of ArSarcasm-v2 that the base model never saw, with their sentiment. */
  public static LabelledPosts arSarcasm(Path data) throws IOException {
    return LabelledPosts.read(
        data.resolve("ar_arsarcasm_v2.jsonl"),
        "sentiment",
        row -> row.get("split").asText().equals("train") && HeldBack.fromBase(row));
  }

  /** Training rows of BRIGHTER Hindi with one emotion that the base model never saw. */
  public static LabelledPosts brighterHindi(Path data) throws IOException {
    return LabelledPosts.read(
        data.resolve("hi_brighter_emotion.jsonl"),
        "label",
        row ->
            row.get("split").asText().equals("train")
                && !row.get("label").asText().contains(",")
                && HeldBack.fromBase(row));
  }

  /**
   * {@code count} new annotators of the tenant, named {@code name1} and so on, each with a token.
   */
  public static List<ApiClient> team(QalamCommand qalam, String tenant, String name, int count)
      throws IOException {
    List<ApiClient> team = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String user = name + i;
      qalam.addUser(tenant, user);
      team.add(qalam.client(tenant, user));
    }
    return team;
  }

  private static LoopFigures turn(ApiClient admin, List<ApiClient> team, Source source, long seed)
      throws IOException {
    LabelledPosts posts = source.posts().sample(POSTS, seed);
    ReviewLoop loop =
        ReviewLoop.newProject(admin, team, source.name() + " " + seed, source.task(), posts);
    Instant start = Instant.now();
    loop.ingest();
    loop.awaitPredictions(PATIENCE);
    Instant predicted = Instant.now();
    loop.schedule(LABELS);
    int given = loop.annotate(LABELS);
    Instant annotated = Instant.now();
    JsonNode run = loop.awaitRunEnded(loop.awaitRunStarted(PATIENCE), PATIENCE);
    Instant trained = Instant.now();
    String state = run.get("state").asText();
    if (state.equals("PROMOTED")) {
      loop.awaitPredictionsOf(run.get("adapterId").asText(), PATIENCE);
    }
    return new LoopFigures(
        source.name(),
        seed,
        state,
        given,
        LoopFigures.macroF1(run.get("evaluation")),
        seconds(start, predicted),
        seconds(predicted, annotated),
        seconds(annotated, trained),
        seconds(trained, Instant.now()));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }
}

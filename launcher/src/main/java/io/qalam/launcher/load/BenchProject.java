package io.qalam.launcher.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.qalam.launcher.Console;
import io.qalam.launcher.loop.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The project that the bench fills and reviews, by the calls that a program of the team makes. */
record BenchProject(ApiClient admin, String id) {

  static final List<String> LABELS = List.of("positive", "negative", "neutral");

  /** Posts of one request of the import. */
  private static final int CHUNK = 5_000;

  /** The seconds an import took, and the posts a second of its first and last tenth. */
  record Import(int posts, double seconds, double firstPerSecond, double lastPerSecond) {}

  static BenchProject open(ApiClient admin, String name, int overlap) throws IOException {
    JsonNode made =
        admin
            .post(
                "/projects",
                Map.of(
                    "name",
                    name,
                    "task",
                    "sentiment",
                    "languages",
                    BenchPosts.languages(),
                    "labels",
                    LABELS))
            .expect(201);
    BenchProject project = new BenchProject(admin, made.get("id").asText());
    admin.put(project.path("/settings"), Map.of("overlap", overlap)).expect(200);
    return project;
  }

  private String path(String rest) {
    return "/projects/" + id + rest;
  }

  /** How far a new order of the queue is. */
  record Order(boolean underWay, long done, long total) {}

  /** Asks for another order of the queue, by entropy in place of by margin or the other way. */
  String changeOrder() throws IOException {
    String former = admin.get(path("")).expect(200).at("/settings/queryStrategy").asText();
    String wanted = former.equals("ENTROPY") ? "MARGIN" : "ENTROPY";
    admin.put(path("/settings"), Map.of("queryStrategy", wanted)).expect(200);
    return former + " to " + wanted;
  }

  Order order() throws IOException {
    JsonNode queue = admin.get(path("/queue")).expect(200);
    return new Order(
        queue.get("reordering").asBoolean(),
        queue.get("done").asLong(),
        queue.get("total").asLong());
  }

  /** The whole project, a post a line, with the annotations of each. */
  BufferedReader export() throws IOException {
    return admin.lines(path("/export?format=jsonl"));
  }

  /** Imports so many posts, some thousands a request. */
  Import fill(BenchPosts posts, int count, Console console) throws IOException {
    long began = System.nanoTime();
    int tenth = Math.max(1, count / 10);
    double first = 0;
    double last = 0;
    long mark = began;
    int marked = 0;
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK);
      JsonNode report = admin.postLines(path("/posts"), posts.lines(from, to)).expect(200);
      if (report.get("accepted").asInt() != to - from) {
        throw new IOException("the import took " + report + " of " + (to - from) + " posts");
      }
      if (to - marked >= tenth || to == count) {
        last = (to - marked) / seconds(mark);
        first = first == 0 ? last : first;
        mark = System.nanoTime();
        marked = to;
        console.line(
            String.format(Locale.ROOT, "imported   %,d posts, %.0f a second now", to, last));
      }
    }
    return new Import(count, seconds(began), first, last);
  }

  /** Waits until every post has a prediction, and returns the seconds it took. */
  double awaitPredictions(StandInWorker worker, int count, Console console) throws IOException {
    long began = System.nanoTime();
    long told = began;
    while (!admin.get(path("/posts?state=NEW&limit=1")).expect(200).get("items").isEmpty()) {
      sleep(Duration.ofSeconds(1));
      if (seconds(told) > 60) {
        told = System.nanoTime();
        console.line(
            String.format(
                Locale.ROOT, "predicted  %,d of %,d by the stand-in", worker.answered(), count));
      }
    }
    return seconds(began);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  static void sleep(Duration length) throws IOException {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

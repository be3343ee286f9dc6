package io.qalam.launcher.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the bench found, as a table for people and as JSON for programs. */
final class LoadReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode json = JSON.createObjectNode();
  private final List<String> lines = new ArrayList<>();
  private final BenchOptions options;
  private boolean verified;
  private boolean killed;
  private boolean inOrder;
  private int conflicts;

  LoadReport(BenchOptions options) {
    this.options = options;
    json.put("posts", options.posts())
        .put("annotators", options.annotators())
        .put("thinkSeconds", options.think().toMillis() / 1000.0)
        .put("overlap", options.overlap())
        .put("cores", Runtime.getRuntime().availableProcessors());
    add(
        "%,d posts, overlap %d, %d annotators (one of ten in the review page, the others by REST),"
            + " think time %.1f s, %d cores with the load on them",
        options.posts(),
        options.overlap(),
        options.annotators(),
        options.think().toMillis() / 1000.0,
        Runtime.getRuntime().availableProcessors());
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  synchronized void imported(BenchProject.Import found) {
    json.putObject("import")
        .put("seconds", found.seconds())
        .put("postsPerSecond", found.posts() / found.seconds())
        .put("firstTenthPerSecond", found.firstPerSecond())
        .put("lastTenthPerSecond", found.lastPerSecond());
    add(
        "import: %.0f s, %.0f posts/s (first tenth %.0f, last tenth %.0f)",
        found.seconds(),
        found.posts() / found.seconds(),
        found.firstPerSecond(),
        found.lastPerSecond());
  }

  synchronized void predicted(double seconds) {
    json.putObject("predictions").put("seconds", seconds).put("by", "stand-in");
    add(
        "predictions: %.0f s after the import; drawn at random by a stand-in for the worker, stored"
            + " and queued on the usual way",
        seconds);
  }

  synchronized void phase(Phase phase) {
    conflicts += phase.conflicts.get();
    json.withArray("phases").add(phase.json());
    lines.add(phase.lines());
  }

  synchronized void training(TrainingMeanwhile training) {
    json.put("trainingShare", training.share()).put("training", training.told());
    add("training meanwhile: %s", training.told());
  }

  synchronized void killed(boolean done) {
    killed = done;
    json.put("serverKilled", done);
    lines.add(done ? "the server was killed with SIGKILL in the middle" : "the kill FAILED");
  }

  synchronized void reordered(String change, BenchProject.Order order, double seconds) {
    inOrder = !order.underWay();
    json.putObject("reordered")
        .put("change", change)
        .put("done", order.done())
        .put("total", order.total())
        .put("seconds", seconds);
    add(
        "order of the queue from %s: %s after %.0f s",
        change,
        order.underWay()
            ? String.format(Locale.ROOT, "%,d of %,d posts", order.done(), order.total())
            : "every task in line",
        seconds);
  }

  synchronized void memory(Map<String, Long> most) {
    ObjectNode node = json.putObject("mostMemoryBytes");
    most.forEach(node::put);
    StringBuilder line = new StringBuilder("memory at the highest:");
    most.forEach(
        (part, bytes) -> line.append(" ").append(part).append(" ").append(megabytes(bytes)));
    lines.add(line.toString());
  }

  synchronized void database(BenchServer.Database database) {
    ObjectNode node = json.putObject("database").put("bytes", database.bytes());
    ObjectNode tables = node.putObject("largestTables");
    database.largest().forEach(tables::put);
    ObjectNode settings = node.putObject("settings");
    database.settings().forEach(settings::put);
    StringBuilder line = new StringBuilder("database: " + megabytes(database.bytes()) + " (");
    database
        .largest()
        .forEach((t, b) -> line.append(t).append(' ').append(megabytes(b)).append(", "));
    lines.add(line.append("with indexes); ").append(database.settings()).toString());
  }

  synchronized void verified(Verification found) {
    verified = found.holds();
    json.set("verified", found.json());
    lines.add(found.lines());
  }

  /**
   * Whether nothing was lost, refused or served twice, through all that was asked for: the kill
   * took place, and the new order was carried out to its end.
   */
  synchronized boolean holds() {
    return verified
        && conflicts == 0
        && (killed || !options.kill())
        && (inOrder || !options.reorder());
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }

  synchronized String table() {
    return String.join("\n", lines);
  }

  synchronized String json() throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}

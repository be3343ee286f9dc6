package io.qalam.launcher.load;

import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A home whose project was filled before, which takes half an hour for a million posts: what is in
 * it stands in a file beside the data.
 */
record FilledHome(String projectId, int posts, int overlap) {

  private static final String FILE = "bench-review.properties";

  /**
   * What the home was filled with; empty for a new one.
   *
   * @throws Refusal when it was filled with something else than is asked for, or by somebody else
   */
  static Optional<FilledHome> in(Path home, BenchOptions asked) throws IOException {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      requireNew(home);
      return Optional.empty();
    }
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
    }
    FilledHome found =
        new FilledHome(
            kept.getProperty("project"),
            Integer.parseInt(kept.getProperty("posts")),
            Integer.parseInt(kept.getProperty("overlap")));
    if (found.posts != asked.posts() || found.overlap != asked.overlap()) {
      throw Refusal.because(
          "--home %s holds %d posts with overlap %d: ask for these, or name another home"
              .formatted(home, found.posts, found.overlap));
    }
    return Optional.of(found);
  }

  private static void requireNew(Path home) {
    if (Files.exists(home.resolve("secrets"))) {
      throw Refusal.because(
          "--home %s is a home that bench review did not fill to the end: name a new one"
              .formatted(home));
    }
  }

  void writeTo(Path home) throws IOException {
    Properties kept = new Properties();
    kept.setProperty("project", projectId);
    kept.setProperty("posts", Integer.toString(posts));
    kept.setProperty("overlap", Integer.toString(overlap));
    try (Writer writer = Files.newBufferedWriter(home.resolve(FILE))) {
      kept.store(writer, "what bench review filled this home with");
    }
  }
}

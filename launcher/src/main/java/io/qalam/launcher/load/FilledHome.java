package io.qalam.launcher.load;

import io.qalam.launcher.Refusal;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A home whose project was filled before, which takes half an hour for a million posts: what is in
 * it stands in a file beside the data.
 */
record FilledHome(String projectId, int posts, int overlap, long seed) {

  private static final String FILE = "bench-review.properties";

  static FilledHome of(String projectId, BenchOptions asked) {
    return new FilledHome(projectId, asked.posts(), asked.overlap(), asked.seed());
  }

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
    FilledHome found = read(file);
    if (!found.equals(of(found.projectId, asked))) {
      throw Refusal.because(
          "--home %s holds %d posts of seed %d with overlap %d: ask for these, or name another home"
              .formatted(home, found.posts, found.seed, found.overlap));
    }
    return Optional.of(found);
  }

  private static FilledHome read(Path file) throws IOException {
    Properties kept = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      kept.load(reader);
      return new FilledHome(
          UUID.fromString(kept.getProperty("project", "")).toString(),
          Integer.parseInt(kept.getProperty("posts")),
          Integer.parseInt(kept.getProperty("overlap")),
          Long.parseLong(kept.getProperty("seed")));
    } catch (IllegalArgumentException e) {
      throw Refusal.because(
          "%s must hold project (an id), posts, overlap and seed (whole numbers): %s"
              .formatted(file, e.getMessage()));
    }
  }

  private static void requireNew(Path home) throws IOException {
    if (!Files.exists(home)) {
      return;
    }
    try (Stream<Path> there = Files.list(home)) {
      if (there.findAny().isPresent()) {
        throw Refusal.because(
            "--home %s is not empty, and bench review did not fill it to the end: name a new one"
                .formatted(home));
      }
    }
  }

  void writeTo(Path home) throws IOException {
    Properties kept = new Properties();
    kept.setProperty("project", projectId);
    kept.setProperty("posts", Integer.toString(posts));
    kept.setProperty("overlap", Integer.toString(overlap));
    kept.setProperty("seed", Long.toString(seed));
    try (Writer writer = Files.newBufferedWriter(home.resolve(FILE))) {
      kept.store(writer, "what bench review filled this home with");
    }
  }
}

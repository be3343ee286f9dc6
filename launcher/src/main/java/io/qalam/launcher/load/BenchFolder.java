package io.qalam.launcher.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The bench's home, which goes when the bench has gone well: a million posts take gigabytes. */
final class BenchFolder {

  private BenchFolder() {}

  /** Deletes the home, and the database's folder where the home holds a link to it. */
  static void delete(Path home) throws IOException {
    Path database = home.resolve("postgres");
    if (Files.isSymbolicLink(database)) {
      deleteTree(database.toRealPath());
    }
    deleteTree(home);
  }

  private static void deleteTree(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(folder)) {
      entries = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }
}

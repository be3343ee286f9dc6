package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the results in a folder were made with, so that a later call takes up none of others. */
final class KeptSettings {
  private static final String FILE = "settings.json";
  private static final long MOST_BYTES = 1 << 20;

  private KeptSettings() {}

  /**
   * Leaves them in a new folder, or compares them with those of a folder that is there.
   *
   * @throws IllegalArgumentException if its results were made with others
   */
  static void require(Path folder, ObjectNode settings) throws IOException {
    Path file = Files.createDirectories(folder).resolve(FILE);
    if (!Files.exists(file)) {
      requireEmpty(folder);
      AtomicFiles.replace(
          file, (settings.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
      return;
    }
    JsonNode found = JsonFile.read(file, MOST_BYTES, IllegalArgumentException::new);
    JsonNode wanted = new ObjectMapper().readTree(settings.toString());
    if (!found.equals(wanted)) {
      throw new IllegalArgumentException(
          "%s: found results of %s, expected those of %s or a new folder"
              .formatted(folder, found, wanted));
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      if (files.iterator().hasNext()) {
        throw new IllegalArgumentException(
            folder + ": found files and no " + FILE + ", expected a new folder");
      }
    }
  }
}

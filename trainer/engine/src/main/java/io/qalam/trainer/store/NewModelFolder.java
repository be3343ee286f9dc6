package io.qalam.trainer.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model folder that is made of another: written aside, seen whole or not at all, with the other's
 * tokenizer beside the new weights.
 */
public final class NewModelFolder {

  /** What a run that was killed left behind is that old. */
  private static final Duration DEAD = Duration.ofDays(1);

  private static final List<String> COMPANIONS =
      List.of(
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "generation_config.json",
          "chat_template.jinja");

  private NewModelFolder() {}

  /** Writes configuration and weights into a folder that nobody reads yet. */
  @FunctionalInterface
  public interface Content<T> {
    T write(Path folder) throws IOException;
  }

  /**
   * Writes a folder.
   *
   * @param model whose tokenizer it gets
   * @param out a folder that does not exist yet, or is empty
   * @return what the content's writer returns
   * @throws FileAlreadyExistsException if there is something in the folder
   */
  public static <T> T write(Path model, Path out, Content<T> content) throws IOException {
    Path folder = out.toAbsolutePath();
    requireEmpty(folder);
    AtomicFiles.sweepAside(folder, DEAD);
    Path aside = Files.createDirectories(AtomicFiles.aside(folder));
    try {
      T written = content.write(aside);
      copyCompanions(model, aside);
      Files.deleteIfExists(folder);
      AtomicFiles.publish(aside, folder);
      return written;
    } finally {
      AtomicFiles.deleteTree(aside);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new FileAlreadyExistsException(folder + ": is a file, expected a folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            folder + ": is not empty, expected a new folder or an empty one");
      }
    }
  }

  private static void copyCompanions(Path model, Path folder) throws IOException {
    for (String name : COMPANIONS) {
      if (Files.isRegularFile(model.resolve(name))) {
        Files.copy(model.resolve(name), folder.resolve(name));
      }
    }
  }
}

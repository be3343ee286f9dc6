package io.qalam.trainer.worker;

import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts how often a run was begun without coming as far as a new checkpoint.
 *
 * <p>A run that kills its worker (memory, a native fault) is delivered again to the next one; the
 * count, kept beside the checkpoint, ends it before it has killed them all for ever.
 */
final class RunStarts {
  static final int MOST = 5;

  private final Path file;

  RunStarts(Path checkpoint) {
    this.file = checkpoint.resolveSibling(checkpoint.getFileName() + ".starts");
  }

  /**
   * One more start.
   *
   * @throws IllegalStateException if there were too many already
   */
  void count() {
    try {
      int starts = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
      if (starts >= MOST) {
        throw new IllegalStateException(
            "The worker died " + MOST + " times in this run before it came to a new checkpoint");
      }
      AtomicFiles.replace(file, Integer.toString(starts + 1).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ArtifactException(file + " cannot be kept", e);
    }
  }

  /** The run came further: the count begins anew. */
  void forgive() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ArtifactException(file + " cannot be deleted", e);
    }
  }
}

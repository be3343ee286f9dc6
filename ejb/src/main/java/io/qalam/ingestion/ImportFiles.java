package io.qalam.ingestion;

import io.qalam.tenant.Artifacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The files of imports under way, in the artifact store, where every node finds them. */
@ApplicationScoped
class ImportFiles {

  private static final Logger LOG = Logger.getLogger(ImportFiles.class.getName());

  @Inject private Artifacts artifacts;

  /**
   * Keeps what a stream holds; half a file is never seen under its name.
   *
   * @return how many bytes
   */
  long keep(UUID tenantId, UUID job, InputStream in) {
    Path file = file(tenantId, job);
    Path folder = Objects.requireNonNull(file.getParent());
    try {
      Files.createDirectories(folder);
      Path aside = Files.createTempFile(folder, ".writing-", ".tmp");
      try {
        Files.copy(in, aside, StandardCopyOption.REPLACE_EXISTING);
        force(aside, StandardOpenOption.WRITE);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder, StandardOpenOption.READ);
      } finally {
        Files.deleteIfExists(aside);
      }
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file to be imported could not be kept", e);
    }
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  InputStream open(UUID tenantId, UUID job) throws IOException {
    return Files.newInputStream(file(tenantId, job));
  }

  void delete(UUID tenantId, UUID job) {
    try {
      Files.deleteIfExists(file(tenantId, job));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The file of import " + job + " could not be deleted", e);
    }
  }

  private Path file(UUID tenantId, UUID job) {
    return artifacts.paths().imported(tenantId, job);
  }
}

package io.qalam.ingestion;

import io.qalam.tenant.Artifacts;
import io.qalam.tenant.TooLarge;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  private static final long MOST_BYTES = 4L << 30;

  @Inject private Artifacts artifacts;

  /**
   * Keeps what a stream holds; half a file is never seen under its name.
   *
   * @return how many bytes
   * @throws TooLarge when there are more than {@value #MOST_BYTES}: a compressed body may hold any
   *     number, and the disk is everybody's
   */
  long keep(UUID tenantId, UUID job, InputStream in) {
    Path file = file(tenantId, job);
    Path folder = Objects.requireNonNull(file.getParent());
    try {
      Files.createDirectories(folder);
      Path aside = Files.createTempFile(folder, ".writing-", ".tmp");
      try {
        copy(in, aside);
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

  private static void copy(InputStream in, Path aside) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(aside)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > MOST_BYTES) {
          throw new TooLarge(IngestionWording.FILE_TOO_LARGE, MOST_BYTES >> 30);
        }
        out.write(buffer, 0, read);
      }
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

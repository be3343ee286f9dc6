package io.qalam.overview;

import io.qalam.overview.model.ExportJob;
import io.qalam.tenant.Artifacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * The files of exports, in the artifact store, where every node finds them.
 *
 * <p>Each node that takes an export writes a file of its own, which begins with a copy of what its
 * forerunner stored: so a node that only thinks it still holds the export spoils nothing.
 */
@ApplicationScoped
class ExportFiles {

  private static final Logger LOG = Logger.getLogger(ExportFiles.class.getName());

  @Inject private Artifacts artifacts;

  /** The file that the row of an export speaks of. */
  Path stored(UUID tenantId, ExportJob job) {
    return path(tenantId, job.getId(), job.getFileFence());
  }

  /** Whether all that the row speaks of is there. */
  boolean isThere(UUID tenantId, ExportJob job) throws IOException {
    Path file = stored(tenantId, job);
    return Files.isRegularFile(file) && Files.size(file) >= job.getBytes();
  }

  /** An empty file for whoever holds the export now. */
  ExportFile begin(UUID tenantId, ExportJob job) throws IOException {
    Path file = path(tenantId, job.getId(), job.getFence());
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    ExportFile begun = ExportFile.empty(file);
    force(folder);
    return begun;
  }

  /** A file for whoever holds the export now, behind what is stored. */
  ExportFile goOn(UUID tenantId, ExportJob job) throws IOException {
    Path file = path(tenantId, job.getId(), job.getFence());
    ExportFile continued = ExportFile.behind(stored(tenantId, job), job.getBytes(), file);
    force(Objects.requireNonNull(file.getParent()));
    deleteBut(tenantId, job.getId(), Set.of(job.getFileFence(), job.getFence()));
    return continued;
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes every file of an export. */
  void delete(UUID tenantId, UUID job) {
    deleteBut(tenantId, job, Set.of());
  }

  /** Deletes every file of an export but those of some holders. */
  void deleteBut(UUID tenantId, UUID job, Set<Integer> fences) {
    Set<Path> kept =
        fences.stream().map(fence -> path(tenantId, job, fence)).collect(Collectors.toSet());
    Path folder = Objects.requireNonNull(path(tenantId, job, 1).getParent());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, job + "-*")) {
      for (Path file : files) {
        if (!kept.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Files of export " + job + " could not be deleted", e);
    }
  }

  private Path path(UUID tenantId, UUID job, int fence) {
    return artifacts.paths().exported(tenantId, job, fence);
  }
}

package io.qalam.trainer.protocol;

import java.nio.file.Path;
import java.util.UUID;

/**
 * Where things lie in the artifact store, for server and worker alike. Paths are made of ids and
 * hashes alone, so that nothing a user typed can reach the file system.
 */
public record ArtifactPaths(Path root) {

  /** {@code training-sets/<tenant>/<sha256>.jsonl}, one {@link TrainingSetRow} a line. */
  public Path trainingSet(UUID tenantId, String sha256) {
    return root.resolve("training-sets")
        .resolve(tenantId.toString())
        .resolve(requireHash(sha256) + ".jsonl");
  }

  /** {@code yardsticks/<tenant>/<sha256>.yardstick}, one file. */
  public Path yardstick(UUID tenantId, String sha256) {
    return root.resolve("yardsticks")
        .resolve(tenantId.toString())
        .resolve(requireHash(sha256) + ".yardstick");
  }

  /** {@code adapters/<tenant>/<project>/<adapter>}, a PEFT folder. */
  public Path adapter(UUID tenantId, UUID projectId, UUID adapterId) {
    return root.resolve("adapters")
        .resolve(tenantId.toString())
        .resolve(projectId.toString())
        .resolve(adapterId.toString());
  }

  /** {@code checkpoints/<tenant>/<run>}: the worker's own, deleted when the run ends. */
  public Path checkpoint(UUID tenantId, UUID runId) {
    return root.resolve("checkpoints").resolve(tenantId.toString()).resolve(runId.toString());
  }

  /** {@code imports/<tenant>/<job>}: the server's own, deleted when the import ends. */
  public Path imported(UUID tenantId, UUID jobId) {
    return root.resolve("imports").resolve(tenantId.toString()).resolve(jobId.toString());
  }

  /**
   * {@code exports/<tenant>/<job>-<fence>}: the server's own; each that takes the job writes a file
   * of its own.
   */
  public Path exported(UUID tenantId, UUID jobId, int fence) {
    return root.resolve("exports").resolve(tenantId.toString()).resolve(jobId + "-" + fence);
  }

  private static String requireHash(String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
    }
    return sha256;
  }
}

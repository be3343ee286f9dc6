package io.qalam.trainer.protocol;

import java.util.UUID;

/**
 * A yardstick by its identity; its file in the artifact store follows from the hash, never from a
 * path in a message.
 *
 * @param yardstickId of UUID version {@value #ID_VERSION}, which no adapter's id is: so a
 *     prediction's id says by itself that a yardstick answered
 * @param sha256 of the whole file, lower-case hex
 * @param schemaVersion version of the label schema it was trained for
 */
public record YardstickReference(
    UUID tenantId, UUID projectId, UUID yardstickId, String sha256, int schemaVersion) {

  /** The version of every yardstick's id. */
  public static final int ID_VERSION = 8;

  private static final long VERSION_BITS = 0xF000L;

  public YardstickReference {
    if (yardstickId != null && yardstickId.version() != ID_VERSION) {
      throw new IllegalArgumentException(
          "yardstickId must be a UUID of version %d: %s".formatted(ID_VERSION, yardstickId));
    }
  }

  /** The id of the yardstick that a run trains: the run's own, but for its version. */
  public static UUID idOf(UUID runId) {
    long named = (runId.getMostSignificantBits() & ~VERSION_BITS) | (long) ID_VERSION << 12;
    return new UUID(named, runId.getLeastSignificantBits());
  }
}

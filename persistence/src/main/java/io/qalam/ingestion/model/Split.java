package io.qalam.ingestion.model;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The part a post plays for good: trained on, looked at by the gate, kept for reports, or none.
 *
 * <p>It follows from the post's near-duplicate cluster alone (70 % train, 10 % development, 20 %
 * test), so that no later run trains on what an earlier one tested on.
 */
public enum Split {
  TRAIN,
  DEVELOPMENT,
  TEST,
  /** Near posts of two parts: whichever it joined, the other would know it. It plays none. */
  APART;

  private static final int TRAIN_PERCENT = 70;
  private static final int DEVELOPMENT_PERCENT = 10;

  /** The split of every post in the cluster. */
  public static Split of(UUID clusterId) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(clusterId.getMostSignificantBits())
            .putLong(clusterId.getLeastSignificantBits())
            .array();
    long hash = ByteBuffer.wrap(Sha256.of(id)).getLong();
    long percent = Long.remainderUnsigned(hash, 100);
    if (percent < TRAIN_PERCENT) {
      return TRAIN;
    }
    return percent < TRAIN_PERCENT + DEVELOPMENT_PERCENT ? DEVELOPMENT : TEST;
  }

  /** Whether a model is measured on the post. */
  public boolean heldOut() {
    return this == DEVELOPMENT || this == TEST;
  }
}

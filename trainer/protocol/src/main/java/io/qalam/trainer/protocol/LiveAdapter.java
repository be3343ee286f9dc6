package io.qalam.trainer.protocol;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What predicts for a project from now on. Topic {@code live-adapters} (compacted), key {@code
 * projectId}.
 *
 * @param sequence grows with every change of the project; an older one than the last seen is
 *     ignored
 * @param adapter null: the base model alone, or the yardstick
 * @param yardstick answers in the adapter's place; null where adapter or base answers, as in
 *     messages of before
 * @param temperature of what answers; null is 1, as in messages of before and for the base alone
 */
public record LiveAdapter(
    UUID tenantId,
    UUID projectId,
    long sequence,
    @Nullable AdapterReference adapter,
    @Nullable YardstickReference yardstick,
    @Nullable Float temperature) {
  public LiveAdapter {
    if (temperature != null && !Temperature.isSound(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be from %s to %s: %s"
              .formatted(Temperature.COLDEST, Temperature.HOTTEST, temperature));
    }
    if (adapter != null && yardstick != null) {
      throw new IllegalArgumentException("either an adapter answers or a yardstick, not both");
    }
  }
}

package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.StoredAdapter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LiveAdapter} message whose adapter's or yardstick's files were looked at, on the thread
 * that read the message, so that hashing a large adapter does not hold up the engine.
 *
 * @param stored the checked adapter; null for the base alone, a yardstick, and where it was refused
 * @param yardstick what answers in an adapter's place; null where none does
 * @param refusal why it cannot become live; null if nothing spoke against it yet
 */
record LiveAdapterChange(
    LiveAdapter message,
    @Nullable StoredAdapter stored,
    @Nullable ServedYardstick yardstick,
    @Nullable String refusal) {

  LiveAdapterChange refused(String reason) {
    return new LiveAdapterChange(message, null, null, reason);
  }

  static LiveAdapterChange checked(
      LiveAdapter message, ArtifactStore store, YardstickShelf yardsticks) {
    try {
      return new LiveAdapterChange(
          message,
          stored(message, message.adapter(), store),
          served(message, message.yardstick(), yardsticks),
          null);
    } catch (ArtifactException e) {
      return new LiveAdapterChange(message, null, null, e.getMessage());
    }
  }

  private static @Nullable StoredAdapter stored(
      LiveAdapter message, @Nullable AdapterReference adapter, ArtifactStore store) {
    if (adapter == null) {
      return null;
    }
    requireOwn(message, adapter.tenantId(), adapter.projectId(), "Adapter " + adapter.adapterId());
    return store.adapter(adapter);
  }

  private static @Nullable ServedYardstick served(
      LiveAdapter message, @Nullable YardstickReference yardstick, YardstickShelf yardsticks) {
    if (yardstick == null) {
      return null;
    }
    String name = "Yardstick " + yardstick.yardstickId();
    requireOwn(message, yardstick.tenantId(), yardstick.projectId(), name);
    return ServedYardstick.checked(yardstick, yardsticks);
  }

  private static void requireOwn(LiveAdapter message, UUID tenantId, UUID projectId, String name) {
    if (!tenantId.equals(message.tenantId()) || !projectId.equals(message.projectId())) {
      throw new ArtifactException(name + " is another project's");
    }
  }
}

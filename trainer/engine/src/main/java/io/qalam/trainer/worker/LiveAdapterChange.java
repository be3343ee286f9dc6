package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.StoredAdapter;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LiveAdapter} message whose adapter's files were looked at, on the thread that read the
 * message, so that hashing a large adapter does not hold up the engine.
 *
 * @param stored the checked adapter; null for the base alone, and where it was refused
 * @param refusal why the adapter cannot become live; null if nothing spoke against it yet
 */
record LiveAdapterChange(
    LiveAdapter message, @Nullable StoredAdapter stored, @Nullable String refusal) {

  static LiveAdapterChange checked(LiveAdapter message, ArtifactStore store) {
    AdapterReference adapter = message.adapter();
    if (adapter == null) {
      return new LiveAdapterChange(message, null, null);
    }
    if (!adapter.tenantId().equals(message.tenantId())
        || !adapter.projectId().equals(message.projectId())) {
      return new LiveAdapterChange(
          message, null, "Adapter " + adapter.adapterId() + " is another project's");
    }
    try {
      return new LiveAdapterChange(message, store.adapter(adapter), null);
    } catch (ArtifactException e) {
      return new LiveAdapterChange(message, null, e.getMessage());
    }
  }
}

package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.LiveAdapter;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.RecordJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands the topic {@code live-adapters} to the engine: of what was there at the start only each
 * project's newest, so that no adapter is loaded just to be replaced; from then on every change.
 */
final class LiveAdapterFeed implements TopicFollower.Reader {
  private final EngineLoop engine;
  private final ArtifactStore store;
  private final YardstickShelf yardsticks;
  private final Map<UUID, LiveAdapter> atStart = new LinkedHashMap<>();
  private boolean following;

  LiveAdapterFeed(EngineLoop engine, ArtifactStore store, YardstickShelf yardsticks) {
    this.engine = engine;
    this.store = store;
    this.yardsticks = yardsticks;
  }

  @Override
  public void read(ConsumerRecord<String, byte[]> record) {
    UUID project = UUID.fromString(String.valueOf(record.key()));
    if (record.value() == null) {
      forget(project);
      return;
    }
    LiveAdapter message = RecordJson.read(record.value(), LiveAdapter.class);
    if (!message.projectId().equals(project)) {
      throw new IllegalArgumentException("key " + project + " is not the message's project");
    }
    if (following) {
      engine.swap(LiveAdapterChange.checked(message, store, yardsticks));
    } else {
      atStart.merge(project, message, LiveAdapterFeed::newer);
    }
  }

  @Override
  public void caughtUp() {
    following = true;
    for (LiveAdapter message : atStart.values()) {
      engine.swap(LiveAdapterChange.checked(message, store, yardsticks));
    }
    atStart.clear();
  }

  private void forget(UUID project) {
    atStart.remove(project);
    if (following) {
      engine.forget(project);
    }
  }

  private static LiveAdapter newer(LiveAdapter one, LiveAdapter other) {
    return other.sequence() >= one.sequence() ? other : one;
  }
}

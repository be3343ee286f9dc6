package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.TrainingCancellation;
import io.qalam.trainer.store.RecordJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which runs were cancelled, up to which attempt. Read from the topic's beginning, so that a run
 * cancelled while it waited, or while no worker was there, is not begun. Safe on any thread.
 */
final class Cancellations implements TopicFollower.Reader {
  private static final int REMEMBERED = 10_000;

  private final Map<UUID, Integer> attempts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public void read(ConsumerRecord<String, byte[]> record) {
    if (record.value() != null) {
      add(RecordJson.read(record.value(), TrainingCancellation.class));
    }
  }

  synchronized void add(TrainingCancellation cancellation) {
    attempts.merge(cancellation.runId(), cancellation.attempt(), Math::max);
  }

  /** Whether this attempt of the run is to end. */
  synchronized boolean cover(UUID runId, int attempt) {
    return attempts.getOrDefault(runId, 0) >= attempt;
  }
}

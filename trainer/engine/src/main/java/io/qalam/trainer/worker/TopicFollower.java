package io.qalam.trainer.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a whole topic from its beginning, and goes on reading. It is in no group and commits
 * nothing: every start reads everything anew, which is what a worker without a database wants.
 */
final class TopicFollower implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Consumer<String, byte[]> consumer;
  private final String topic;
  private final Reader reader;
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private Map<TopicPartition, Long> ends = Map.of();
  private volatile boolean stopping;

  TopicFollower(Consumer<String, byte[]> consumer, String topic, Reader reader) {
    this.consumer = consumer;
    this.topic = topic;
    this.reader = reader;
  }

  /** What becomes of the records; called on the follower's thread. */
  interface Reader {
    /**
     * One record, whose value may be null (a tombstone).
     *
     * @throws IllegalArgumentException if it is none of this topic's messages; it is skipped
     */
    void read(ConsumerRecord<String, byte[]> record);

    /** All that was there when the worker started has been read. */
    default void caughtUp() {}
  }

  /** Done when all that was there at the start has been read. */
  CompletableFuture<Void> caughtUp() {
    return caughtUp;
  }

  void stop() {
    stopping = true;
    consumer.wakeup();
  }

  @Override
  public void run() {
    try (consumer) {
      begin();
      while (!stopping) {
        turn();
      }
    } catch (WakeupException e) {
      LOG.debug("Follower of {} stops", topic);
    } catch (RuntimeException e) {
      caughtUp.completeExceptionally(e);
      throw e;
    }
  }

  void begin() {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, PATIENCE);
    if (partitions == null || partitions.isEmpty()) {
      throw new IllegalStateException("Topic " + topic + " is not on the broker");
    }
    List<TopicPartition> all =
        partitions.stream().map(p -> new TopicPartition(topic, p.partition())).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    ends = consumer.endOffsets(all, PATIENCE);
    tellIfCaughtUp();
  }

  void turn() {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
      try {
        reader.read(record);
      } catch (IllegalArgumentException e) {
        LOG.warn("{} offset {} skipped: {}", topic, record.offset(), e.getMessage());
      }
    }
    tellIfCaughtUp();
  }

  private void tellIfCaughtUp() {
    if (!caughtUp.isDone()
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      reader.caughtUp();
      caughtUp.complete(null);
    }
  }
}

package io.qalam.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * One round of the relay: sends messages in their order and waits for every acknowledgement.
 *
 * <p>When one fails, those of the same key behind it count as not sent even if Kafka has them: they
 * are sent again after it, so that the last word on a key is always the newest.
 */
final class RelayRound {

  private final Producer<String, String> producer;
  private final List<Long> done = new ArrayList<>();
  private final Map<Long, String> unsendable = new HashMap<>();
  private final Map<String, Throwable> failedTopics = new HashMap<>();
  private final Set<String> failedKeys = new HashSet<>();

  private record Sent(QueuedMessage message, Future<?> acknowledged) {}

  private RelayRound(Producer<String, String> producer) {
    this.producer = producer;
  }

  /**
   * What became of the messages.
   *
   * @param done ids of those that can be deleted
   * @param unsendable ids of those that Kafka will never take, with the reason
   * @param failedTopics topics that did not take theirs now, with the reason
   */
  record Outcome(
      List<Long> done, Map<Long, String> unsendable, Map<String, Throwable> failedTopics) {}

  /** Sends the messages, which must be in the order of their ids. */
  static Outcome send(Producer<String, String> producer, List<QueuedMessage> messages)
      throws InterruptedException {
    RelayRound round = new RelayRound(producer);
    List<Sent> sent = new ArrayList<>();
    for (QueuedMessage message : messages) {
      if (!round.failedTopics.containsKey(message.topic())) {
        round.start(message, sent);
      }
    }
    producer.flush();
    for (Sent one : sent) {
      round.settle(one);
    }
    return new Outcome(round.done, round.unsendable, round.failedTopics);
  }

  private void start(QueuedMessage message, List<Sent> sent) {
    try {
      sent.add(new Sent(message, producer.send(record(message))));
    } catch (KafkaException | IllegalStateException e) {
      failedTopics.put(message.topic(), e);
    }
  }

  @SuppressWarnings("NullAway") // Kafka's constructor takes null for a tombstone.
  private static ProducerRecord<String, String> record(QueuedMessage message) {
    return new ProducerRecord<>(message.topic(), message.key(), message.payload());
  }

  private void settle(Sent sent) throws InterruptedException {
    QueuedMessage message = sent.message();
    String key = message.topic() + "\0" + message.key();
    @Nullable Throwable failure = failure(sent.acknowledged());
    if (failure == null && !failedKeys.contains(key)) {
      done.add(message.id());
    } else if (failure instanceof RecordTooLargeException) {
      unsendable.put(message.id(), String.valueOf(failure.getMessage()));
    } else if (failure != null) {
      failedKeys.add(key);
      failedTopics.putIfAbsent(message.topic(), failure);
    }
  }

  private static @Nullable Throwable failure(Future<?> acknowledged) throws InterruptedException {
    try {
      acknowledged.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }
}

package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.store.RecordJson;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from Kafka to the engine, a few at a time, and commits an offset when it and all
 * before it were answered and the broker has the answers.
 *
 * <p>A message that is no request is logged and passed over; if its key is a batch id the server
 * gets an answer that says so.
 */
final class PredictionIntake implements Runnable, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionIntake.class);
  private static final Duration POLL = Duration.ofMillis(250);

  /** Requests under way at which no more are fetched; fetching goes on below half of it. */
  static final int MOST_UNDER_WAY = 32;

  static final int MOST_PER_POLL = 8;
  static final String GROUP = "qalam-workers";

  private final Consumer<String, byte[]> consumer;
  private final EngineLoop engine;
  private final Outgoing outgoing;
  private final String workerId;
  private final Map<TopicPartition, Deque<Asked>> underWay = new HashMap<>();
  private volatile boolean stopping;

  PredictionIntake(
      Consumer<String, byte[]> consumer, EngineLoop engine, Outgoing outgoing, String workerId) {
    this.consumer = consumer;
    this.engine = engine;
    this.outgoing = outgoing;
    this.workerId = workerId;
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    consumer.subscribe(List.of(Topics.PREDICTION_REQUESTS), this);
    while (!stopping) {
      turn();
    }
  }

  /** To be called on the intake's thread, or after it has ended: commits what was answered. */
  void close() {
    commitAnswered();
    consumer.close(CloseOptions.timeout(Commits.PATIENCE));
  }

  void turn() {
    consumer.poll(POLL).forEach(this::accept);
    underWay.values().forEach(asked -> asked.forEach(Asked::sendAgainIfLost));
    commitAnswered();
    holdBack();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    holdBack();
  }

  /** What is under way goes to the partition's next owner too: an answer twice, never none. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commitAnswered();
    underWay.keySet().removeAll(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    underWay.keySet().removeAll(partitions);
  }

  private void accept(ConsumerRecord<String, byte[]> record) {
    Asked asked = new Asked(record);
    underWay
        .computeIfAbsent(
            new TopicPartition(record.topic(), record.partition()), none -> new ArrayDeque<>())
        .add(asked);
    PredictionRequest request = asked.request;
    if (request != null) {
      engine.predict(new HandedOver(request, asked));
    }
  }

  private void holdBack() {
    int count = underWay.values().stream().mapToInt(Deque::size).sum();
    if (count >= MOST_UNDER_WAY) {
      consumer.pause(consumer.assignment());
    } else if (count < MOST_UNDER_WAY / 2) {
      consumer.resume(consumer.paused());
    }
  }

  private void commitAnswered() {
    Map<TopicPartition, OffsetAndMetadata> answered = new HashMap<>();
    underWay.forEach(
        (partition, asked) ->
            lastAnswered(asked)
                .ifPresent(
                    last -> answered.put(partition, new OffsetAndMetadata(last.offset + 1))));
    if (Commits.commit(consumer, answered)) {
      underWay.forEach(
          (partition, asked) -> {
            OffsetAndMetadata next = answered.get(partition);
            asked.removeIf(each -> next != null && each.offset < next.offset());
          });
    }
  }

  private static Optional<Asked> lastAnswered(Deque<Asked> inOrder) {
    return inOrder.stream().takeWhile(Asked::over).reduce((earlier, later) -> later);
  }

  private record HandedOver(PredictionRequest request, Asked asked) implements PredictionBatch {
    @Override
    public void answer(PredictionAnswer answer) {
      asked.send(answer);
    }
  }

  /** One record until its answer is safe. */
  private final class Asked {
    private final long offset;
    private final @Nullable PredictionRequest request;
    private volatile @Nullable PredictionAnswer answer;
    private volatile @Nullable CompletableFuture<Void> acknowledged;

    Asked(ConsumerRecord<String, byte[]> record) {
      this.offset = record.offset();
      this.request = read(record);
    }

    private @Nullable PredictionRequest read(ConsumerRecord<String, byte[]> record) {
      try {
        if (record.value() == null) {
          throw new IllegalArgumentException("no PredictionRequest: a tombstone");
        }
        return RecordJson.read(record.value(), PredictionRequest.class);
      } catch (IllegalArgumentException e) {
        LOG.warn(
            "{}-{} offset {} skipped: {}",
            record.topic(),
            record.partition(),
            record.offset(),
            e.getMessage());
        refuse(record.key(), String.valueOf(e.getMessage()));
        return null;
      }
    }

    private void refuse(@Nullable String key, String reason) {
      try {
        UUID batchId = UUID.fromString(String.valueOf(key));
        send(failed(batchId, 0, 0, "The request cannot be read: " + reason));
      } catch (IllegalArgumentException e) {
        acknowledged = CompletableFuture.completedFuture(null);
      }
    }

    /** Noted before it is sent: whoever hears of the answer finds here that it is on its way. */
    void send(PredictionAnswer toSend) {
      CompletableFuture<Void> delivery = new CompletableFuture<>();
      answer = toSend;
      acknowledged = delivery;
      outgoing.send(toSend, delivery);
    }

    boolean over() {
      CompletableFuture<Void> sent = acknowledged;
      return sent != null && sent.isDone() && !sent.isCompletedExceptionally();
    }

    void sendAgainIfLost() {
      CompletableFuture<Void> sent = acknowledged;
      PredictionAnswer lost = answer;
      if (lost == null || sent == null || !sent.isCompletedExceptionally()) {
        return;
      }
      Throwable reason = Commits.reason(sent);
      LOG.warn(
          "Answer to batch {} not delivered, sent again: {}", lost.batchId(), reason.toString());
      Commits.requireRetriable(reason);
      send(reason instanceof RecordTooLargeException ? tooLarge(lost) : lost);
    }

    private PredictionAnswer tooLarge(PredictionAnswer whole) {
      return failed(
          whole.batchId(),
          whole.liveSequence(),
          whole.schemaVersion(),
          "The answer with its %d posts is larger than Kafka takes; ask for fewer at a time"
              .formatted(whole.predictions().size()));
    }

    private PredictionAnswer failed(
        UUID batchId, long liveSequence, int schemaVersion, String error) {
      return new PredictionAnswer(
          batchId,
          workerId,
          null,
          liveSequence,
          engine.baseModelId(),
          schemaVersion,
          List.of(),
          error);
    }
  }
}

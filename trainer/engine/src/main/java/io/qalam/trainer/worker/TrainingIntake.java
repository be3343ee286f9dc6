package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.store.ArtifactException;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.RecordJson;
import io.qalam.trainer.store.TrainedAdapter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes training requests from Kafka, one run at a time, and commits a request's offset when its
 * run ended and the broker has the message that says so: a worker that dies leaves the request to
 * another, which resumes at the checkpoint.
 *
 * <p>While a run goes on the consumer goes on polling, so that it stays in its group, and looks a
 * few requests ahead, so that it sees a newer attempt of the run it works on; with these few parked
 * its partitions are paused.
 */
final class TrainingIntake implements Runnable, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingIntake.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  /** Requests looked at ahead of the run under way. */
  static final int MOST_PARKED = 16;

  static final int MOST_PER_POLL = 8;
  static final String GROUP = "qalam-trainers";

  private final Consumer<String, byte[]> consumer;
  private final EngineLoop engine;
  private final Outgoing outgoing;
  private final ArtifactStore store;
  private final Cancellations cancellations;
  private final String workerId;
  private final LongSupplier nanoTime;

  private final Deque<Parked> parked = new ArrayDeque<>();
  private @Nullable UnderWay underWay;
  private volatile @Nullable UUID trainingRun;
  private volatile boolean stopping;

  TrainingIntake(
      Consumer<String, byte[]> consumer,
      EngineLoop engine,
      Outgoing outgoing,
      ArtifactStore store,
      Cancellations cancellations,
      String workerId,
      LongSupplier nanoTime) {
    this.consumer = consumer;
    this.engine = engine;
    this.outgoing = outgoing;
    this.store = store;
    this.cancellations = cancellations;
    this.workerId = workerId;
    this.nanoTime = nanoTime;
  }

  private record Parked(TopicPartition partition, long offset, @Nullable TrainingRequest request) {}

  private record UnderWay(Parked parked, TrainingTicket ticket) {}

  /** The run that this worker works on, for the heartbeat. */
  @Nullable UUID trainingRun() {
    return trainingRun;
  }

  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    consumer.subscribe(List.of(Topics.TRAINING_REQUESTS), this);
    while (!stopping) {
      turn();
    }
  }

  /** To be called on the intake's thread, or after it has ended: commits a run that ended. */
  void close() {
    commitIfOver();
    consumer.close(CloseOptions.timeout(Commits.PATIENCE));
  }

  void turn() {
    consumer.poll(POLL).forEach(this::park);
    leaveToNewerAttempt();
    commitIfOver();
    while (underWay == null && !parked.isEmpty()) {
      begin(parked.remove());
      commitIfOver();
    }
    holdBack();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    holdBack();
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    commitIfOver();
    giveUp(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    giveUp(partitions);
  }

  private void giveUp(Collection<TopicPartition> partitions) {
    parked.removeIf(request -> partitions.contains(request.partition()));
    if (underWay != null && partitions.contains(underWay.parked().partition())) {
      underWay.ticket().leave();
      if (!underWay.ticket().awaitStopped(STOP_PATIENCE)) {
        LOG.warn("Run {} has not stopped yet and is another worker's", trainingRun);
      }
      setUnderWay(null);
    }
  }

  private void park(ConsumerRecord<String, byte[]> record) {
    parked.add(
        new Parked(
            new TopicPartition(record.topic(), record.partition()), record.offset(), read(record)));
  }

  private static @Nullable TrainingRequest read(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.value() == null) {
        throw new IllegalArgumentException("no TrainingRequest: a tombstone");
      }
      return RecordJson.read(record.value(), TrainingRequest.class);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "{}-{} offset {} skipped: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return null;
    }
  }

  private void begin(Parked next) {
    TrainingRequest request = next.request();
    if (request == null || isOvertaken(request)) {
      boolean unused = commit(next); // if not: passed over once more, or covered by the next one
      return;
    }
    TrainingTicket ticket = new TrainingTicket(request, outgoing, cancellations, workerId);
    setUnderWay(new UnderWay(next, ticket));
    try {
      begin(request, ticket);
    } catch (ArtifactException | IllegalArgumentException | OutOfMemoryError e) {
      LOG.warn("Run {} cannot begin", request.runId(), e);
      ticket.end(Phase.FAILED, e.getMessage());
    }
  }

  private void begin(TrainingRequest request, TrainingTicket ticket) {
    UUID candidateId = request.candidateId();
    if (candidateId == null) {
      TrainingPlan plan = TrainingPlan.read(request, store);
      engine.train(new YardstickJob(plan, store, ticket, workerId, nanoTime));
    } else {
      begin(request, candidateId, ticket);
    }
  }

  private void begin(TrainingRequest request, UUID candidateId, TrainingTicket ticket) {
    Optional<TrainedAdapter> trained =
        store.trained(request.tenantId(), request.projectId(), candidateId);
    if (trained.isPresent()) {
      endAgain(request, ticket, trained.get());
    } else if (cancellations.cover(request.runId(), request.attempt())) {
      store.delete(store.checkpoint(request.tenantId(), request.runId()));
      ticket.end(Phase.CANCELLED, null);
    } else {
      TrainingPlan plan = TrainingPlan.read(request, store);
      engine.train(new TrainingJob(plan, store, ticket, workerId, nanoTime));
    }
  }

  /** The run was trained before, here or elsewhere, and its request has come again. */
  private void endAgain(TrainingRequest request, TrainingTicket ticket, TrainedAdapter trained) {
    if (!trained.runId().equals(request.runId())) {
      throw new IllegalArgumentException(
          "Adapter id " + request.candidateId() + " is taken by run " + trained.runId());
    }
    store.adapter(trained.adapter());
    ticket.ended(new RunMessages(request, workerId).finished(trained));
  }

  private void leaveToNewerAttempt() {
    if (underWay != null && isOvertaken(underWay.ticket().request())) {
      underWay.ticket().leave();
    }
  }

  private boolean isOvertaken(TrainingRequest request) {
    return parked.stream()
        .map(Parked::request)
        .anyMatch(
            other ->
                other != null
                    && other.runId().equals(request.runId())
                    && other.attempt() > request.attempt());
  }

  private void commitIfOver() {
    if (underWay == null) {
      return;
    }
    TrainingTicket ticket = underWay.ticket();
    ticket.sendAgainIfLost();
    boolean over = ticket.over() || (ticket.isLeft() && isOvertaken(ticket.request()));
    if (over && commit(underWay.parked())) {
      setUnderWay(null);
    }
  }

  private boolean commit(Parked done) {
    return Commits.commit(
        consumer, Map.of(done.partition(), new OffsetAndMetadata(done.offset() + 1)));
  }

  private void holdBack() {
    if (parked.size() >= MOST_PARKED) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
  }

  private void setUnderWay(@Nullable UnderWay next) {
    underWay = next;
    trainingRun = next == null ? null : next.ticket().request().runId();
  }
}

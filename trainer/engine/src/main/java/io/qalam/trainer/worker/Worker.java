package io.qalam.trainer.worker;

import io.qalam.trainer.store.ArtifactStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's threads and the order in which they begin and end.
 *
 * <p>Begin: the model; then live adapters and cancellations, read to their ends; then requests.
 * End: no more requests; the engine's batch or step in progress; what it answered is delivered;
 * then offsets. A thread that fails ends the whole worker: whoever runs it starts it again.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final int ADAPTERS_KEPT = 16;

  /** Of the yardsticks' files; in the heap they take a few times as much. */
  private static final long YARDSTICK_BYTES = 64L << 20;

  private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(5);
  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(45);
  private static final long HEARTBEAT_MILLIS = 2000;

  private final WorkerSettings settings;
  private final EngineLoop engine;
  private final Producer<String, byte[]> producer;
  private final TopicFollower adapters;
  private final TopicFollower cancelled;
  private final PredictionIntake predictions;
  private final TrainingIntake trainings;
  private final StatusReporter status;
  private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor();
  private final List<Thread> intakeThreads = new ArrayList<>();
  private final CompletableFuture<Void> toStop = new CompletableFuture<>();
  private @Nullable Thread engineThread;

  Worker(WorkerSettings settings, Supplier<? extends LabelModel> model) {
    this.settings = settings;
    KafkaClients kafka = new KafkaClients(settings.kafka(), settings.workerId());
    ArtifactStore store = new ArtifactStore(settings.artifacts());
    Cancellations cancellations = new Cancellations();
    producer = kafka.producer();
    Outgoing outgoing = new Outgoing(producer);
    engine =
        new EngineLoop(
            model, ADAPTERS_KEPT, settings.workerId(), System::nanoTime, this::reportSoon);
    adapters =
        new TopicFollower(
            kafka.reader(Topics.LIVE_ADAPTERS),
            Topics.LIVE_ADAPTERS,
            new LiveAdapterFeed(engine, store, new YardstickShelf(store, YARDSTICK_BYTES)));
    cancelled =
        new TopicFollower(
            kafka.reader(Topics.TRAINING_CANCELLATIONS),
            Topics.TRAINING_CANCELLATIONS,
            cancellations);
    predictions =
        new PredictionIntake(
            kafka.member(PredictionIntake.GROUP, PredictionIntake.MOST_PER_POLL),
            engine,
            outgoing,
            settings.workerId());
    trainings =
        new TrainingIntake(
            kafka.member(TrainingIntake.GROUP, TrainingIntake.MOST_PER_POLL),
            engine,
            outgoing,
            store,
            cancellations,
            settings.workerId(),
            System::nanoTime);
    status =
        new StatusReporter(
            settings, engine, trainings::trainingRun, outgoing, InstantSource.system());
  }

  /** Asks the worker to end; {@link #run()} returns when it has. */
  void stop() {
    toStop.complete(null);
  }

  /**
   * Works until it is stopped.
   *
   * @throws RuntimeException what ended it, if it was not {@link #stop()}
   */
  void run() throws InterruptedException {
    status.end();
    try {
      begin();
      await(toStop);
    } finally {
      end();
    }
  }

  private void begin() {
    engineThread = start("engine", engine);
    start("live-adapters", adapters);
    start("cancellations", cancelled);
    CompletableFuture<Void> ready =
        CompletableFuture.allOf(engine.opened(), adapters.caughtUp(), cancelled.caughtUp());
    await(CompletableFuture.anyOf(ready, toStop));
    if (toStop.isDone()) {
      return;
    }
    LOG.info("Worker {} has base model {}", settings.workerId(), engine.baseModelId());
    intakeThreads.add(start("predictions", predictions));
    intakeThreads.add(start("trainings", trainings));
    var unused =
        heartbeat.scheduleWithFixedDelay(
            status::report, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void end() throws InterruptedException {
    predictions.stop();
    trainings.stop();
    adapters.stop();
    cancelled.stop();
    for (Thread intake : intakeThreads) {
      intake.join(JOIN_PATIENCE.toMillis());
    }
    engine.stop();
    if (engineThread != null) {
      engineThread.join(JOIN_PATIENCE.toMillis());
    }
    heartbeat.shutdownNow();
    producer.close(FLUSH_PATIENCE);
    closeConsumer(predictions::close);
    closeConsumer(trainings::close);
    status.end();
  }

  /** A last commit that fails costs answers given twice, which the server ignores. */
  private static void closeConsumer(Runnable close) {
    try {
      close.run();
    } catch (RuntimeException e) {
      LOG.warn("A consumer was not closed well: {}", e.toString());
    }
  }

  private void reportSoon() {
    heartbeat.execute(status::report);
  }

  private Thread start(String name, Runnable work) {
    Thread thread = new Thread(work, "qalam-" + name);
    thread.setUncaughtExceptionHandler(
        (failed, reason) -> {
          LOG.debug("Thread {} failed", failed.getName(), reason);
          toStop.completeExceptionally(reason);
        });
    thread.start();
    return thread;
  }

  private static void await(CompletableFuture<?> done) {
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw e;
    }
  }
}

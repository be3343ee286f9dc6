package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.WorkerStatus;
import io.qalam.trainer.store.AtomicFiles;
import io.qalam.trainer.store.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heartbeat: to Kafka, and to a file for whoever runs the worker. The first one says that the
 * model is loaded; after a clean end the file is gone.
 */
final class StatusReporter {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WorkerSettings settings;
  private final EngineLoop engine;
  private final Supplier<@Nullable UUID> trainingRun;
  private final Outgoing outgoing;
  private final InstantSource clock;
  private final Instant startedAt;
  private Instant sentAt;
  private boolean away;
  private CompletableFuture<Void> newest = CompletableFuture.completedFuture(null);

  StatusReporter(
      WorkerSettings settings,
      EngineLoop engine,
      Supplier<@Nullable UUID> trainingRun,
      Outgoing outgoing,
      InstantSource clock) {
    this.settings = settings;
    this.engine = engine;
    this.trainingRun = trainingRun;
    this.outgoing = outgoing;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.sentAt = startedAt;
  }

  /** One heartbeat; to Kafka only when the former one has arrived, so that they cannot pile up. */
  synchronized void report() {
    WorkerStatus status = status();
    if (settings.statusFile() != null) {
      write(settings.statusFile(), status);
    }
    if (newest.isDone()) {
      newest = outgoing.send(status);
      sentAt = status.at();
    }
    tellIfKafkaIsAway(status.at());
  }

  private void tellIfKafkaIsAway(Instant now) {
    boolean silent = !newest.isDone() && sentAt.plus(PATIENCE).isBefore(now);
    if (silent && !away) {
      LOG.warn("Kafka at {} has taken nothing since {}", settings.kafka().bootstrap(), sentAt);
    } else if (!silent && away) {
      LOG.info("Kafka at {} takes messages again", settings.kafka().bootstrap());
    }
    away = silent;
  }

  /** Removes the file: this worker is no more. */
  synchronized void end() {
    if (settings.statusFile() == null) {
      return;
    }
    try {
      Files.deleteIfExists(settings.statusFile());
    } catch (IOException e) {
      LOG.warn("Status file {} cannot be deleted: {}", settings.statusFile(), e.toString());
    }
  }

  private WorkerStatus status() {
    LiveAdapters.InUse inUse = engine.inUse();
    return new WorkerStatus(
        settings.workerId(),
        engine.baseModelId(),
        settings.device(),
        startedAt,
        clock.instant(),
        inUse.adapters(),
        inUse.live(),
        inUse.refused(),
        trainingRun.get(),
        ResidentMemory.bytes());
  }

  private static void write(Path file, WorkerStatus status) {
    try {
      AtomicFiles.replace(file, RecordJson.write(status));
    } catch (IOException e) {
      LOG.warn("Status file {} cannot be written: {}", file, e.toString());
    }
  }
}

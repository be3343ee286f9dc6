package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.StoredAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of a yardstick alone: trains it, measures it beside the live adapter on the same held-out
 * posts, stores it. It takes seconds, so it has no checkpoint: whoever gets it next begins anew and
 * comes to the same file.
 */
final class YardstickJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(YardstickJob.class);

  /** How long a step waits for the yardstick, and a prediction so for the step. */
  private static final Duration TURN = Duration.ofMillis(20);

  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final TrainingRequest request;
  private final TrainingPlan plan;
  private final ArtifactStore store;
  private final TrainingObserver observer;
  private final RunMessages messages;
  private final LongSupplier nanoTime;
  private final HeldOutEvaluation evaluation;
  private @Nullable YardstickTraining training;
  private AdapterShelf.@Nullable Held live;
  private boolean over;
  private long reportedAt;

  YardstickJob(
      TrainingPlan plan,
      ArtifactStore store,
      TrainingObserver observer,
      String workerId,
      LongSupplier nanoTime) {
    this.plan = plan;
    this.request = plan.request();
    this.store = store;
    this.observer = observer;
    this.messages = new RunMessages(request, workerId);
    this.nanoTime = nanoTime;
    this.evaluation =
        new HeldOutEvaluation(plan.heldOut(), plan.answers().space(), request.settings().seed());
  }

  @Override
  public boolean advance(LabelModel model, AdapterShelf shelf) {
    try {
      switch (observer.order()) {
        case LEAVE -> leave();
        case CANCEL -> end(messages.at(Phase.CANCELLED, null));
        case GO_ON -> work(model, shelf);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("Run {} failed", request.runId(), e);
      end(messages.at(Phase.FAILED, String.valueOf(e.getMessage())));
    }
    return !over;
  }

  private void work(LabelModel model, AdapterShelf shelf) {
    if (training == null) {
      training = begin(model, shelf);
    } else if (evaluation.hasNext()) {
      evaluation.next(model, live == null ? null : live.adapter());
    } else if (training.awaitEnd(TURN)) {
      end(ending(training.measured()));
    }
    if (!over && nanoTime.getAsLong() - reportedAt >= REPORT_NANOS) {
      report();
    }
  }

  private void report() {
    boolean unused = observer.progress(messages.at(Phase.EVALUATING, null));
    reportedAt = nanoTime.getAsLong();
  }

  private YardstickTraining begin(LabelModel model, AdapterShelf shelf) {
    report();
    StoredAdapter stored = plan.live();
    if (stored != null && stored.reference().baseModel().equals(model.baseModelId())) {
      live = shelf.take(stored);
    }
    return YardstickTraining.begin(plan);
  }

  private TrainingProgress ending(YardstickTraining.@Nullable Measured measured) {
    return measured == null
        ? messages.at(Phase.FAILED, "No yardstick could be trained on these rows.")
        : messages.finished(
            YardstickTraining.store(store, request, measured.file()),
            measured.temperature(),
            evaluation.rows(measured.answers()));
  }

  private void end(TrainingProgress last) {
    release();
    observer.ended(last);
  }

  @Override
  public void leave() {
    release();
    observer.left();
  }

  private void release() {
    over = true;
    if (training != null) {
      training.close();
    }
    if (live != null) {
      live.close();
      live = null;
    }
  }
}

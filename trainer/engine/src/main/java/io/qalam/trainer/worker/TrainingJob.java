package io.qalam.trainer.worker;

import io.qalam.trainer.eval.TemperatureFit;
import io.qalam.trainer.file.Pace;
import io.qalam.trainer.fit.CheckpointException;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.LossPoint;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.store.AdapterDescription;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.store.StoredAdapter;
import io.qalam.trainer.store.TrainedAdapter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run on this worker, cut into steps short enough for predictions to pass between them: open or
 * resume, train, save, evaluate beside the yardstick, store.
 *
 * <p>What is measured is the adapter as it was saved and loaded again, which is what will be
 * served. Used by the engine thread.
 */
final class TrainingJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);
  private static final long CHECKPOINT_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long a step waits for the yardstick, and a prediction so for the step. */
  private static final Duration YARDSTICK_TURN = Duration.ofMillis(20);

  private final TrainingPlan plan;
  private final TrainingRequest request;
  private final UUID candidateId;
  private final ArtifactStore store;
  private final RunStarts starts;
  private final TrainingObserver observer;
  private final RunMessages messages;
  private final LongSupplier nanoTime;

  private @Nullable Stage stage = this::open;
  private Phase phase = Phase.RUNNING;
  private final List<LossPoint> losses = new ArrayList<>();
  private final List<AutoCloseable> held = new ArrayList<>();
  private LabelModel.@Nullable Run run;
  private @Nullable Path staged;
  private @Nullable UUID parentId;
  private int step;
  private int steps;
  private int rank;
  private long checkpointedAt;
  private long reportedAt;

  TrainingJob(
      TrainingPlan plan,
      ArtifactStore store,
      TrainingObserver observer,
      String workerId,
      LongSupplier nanoTime) {
    this.plan = plan;
    this.request = plan.request();
    this.candidateId = Objects.requireNonNull(request.candidateId(), "a run of an adapter");
    this.store = store;
    this.starts = new RunStarts(store.checkpoint(request.tenantId(), request.runId()));
    this.observer = observer;
    this.messages = new RunMessages(request, workerId);
    this.nanoTime = nanoTime;
  }

  /** A short piece of the work; answers with the one to follow, or null at the end. */
  private interface Stage {
    @Nullable Stage work(LabelModel model, AdapterShelf shelf);
  }

  @Override
  public boolean advance(LabelModel model, AdapterShelf shelf) {
    try {
      switch (observer.order()) {
        case LEAVE -> leave();
        case CANCEL -> end(Phase.CANCELLED, null);
        case GO_ON -> work(model, shelf);
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.warn("Run {} failed", request.runId(), e);
      end(Phase.FAILED, reason(e));
    }
    return stage != null;
  }

  /** Writes a checkpoint too. */
  @Override
  public void leave() {
    try {
      if (run != null && phase == Phase.RUNNING) {
        run.checkpoint(checkpoint());
      }
      starts.forgive();
    } catch (RuntimeException e) {
      LOG.warn("Run {} leaves no new checkpoint", request.runId(), e);
    }
    release();
    observer.left();
  }

  private void work(LabelModel model, AdapterShelf shelf) {
    stage = Objects.requireNonNull(stage, "an ended job is not advanced").work(model, shelf);
    if (stage != null && nanoTime.getAsLong() - reportedAt >= REPORT_NANOS) {
      report();
    }
  }

  private Stage open(LabelModel model, AdapterShelf shelf) {
    starts.count();
    AdapterShelf.Held parent = take(model, shelf, plan.parent());
    parentId = parent == null ? null : parent.stored().reference().adapterId();
    run = openRun(model, parent == null ? null : parent.adapter());
    step = run.currentStep();
    steps = run.steps();
    checkpointedAt = nanoTime.getAsLong();
    LOG.info("Run {} attempt {}: step {} of {}", request.runId(), request.attempt(), step, steps);
    report();
    return step < steps ? this::train : this::save;
  }

  /** A checkpoint that cannot be used costs its steps, not the run. */
  private LabelModel.Run openRun(LabelModel model, LabelModel.@Nullable Adapter parent) {
    LoraRunSpec spec =
        plan.spec(model.usual(request.settings().seed()), parent == null ? null : parent.config());
    rank = spec.lora().rank();
    if (Files.isDirectory(checkpoint())) {
      try {
        return openRun(model, spec, parent, checkpoint());
      } catch (CheckpointException e) {
        LOG.warn("Run {} starts anew: its checkpoint cannot be used", request.runId(), e);
        store.delete(checkpoint());
      }
    }
    return openRun(model, spec, parent, null);
  }

  private LabelModel.Run openRun(
      LabelModel model,
      LoraRunSpec spec,
      LabelModel.@Nullable Adapter parent,
      @Nullable Path checkpoint) {
    return plan.isOfSummaries()
        ? model.trainSummaries(spec, plan.summaries().examples(), parent, checkpoint)
        : model.train(spec, plan.examples(), parent, checkpoint);
  }

  private Stage train(LabelModel model, AdapterShelf shelf) {
    LabelModel.Run running = Objects.requireNonNull(run);
    StepReport report = running.next();
    step = report.step();
    losses.add(new LossPoint(report.step(), report.loss(), report.learningRate()));
    boolean done = running.currentStep() >= steps;
    if (done || nanoTime.getAsLong() - checkpointedAt >= CHECKPOINT_NANOS) {
      running.checkpoint(checkpoint());
      starts.forgive();
      checkpointedAt = nanoTime.getAsLong();
    }
    return done ? this::save : this::train;
  }

  private Stage save(LabelModel model, AdapterShelf shelf) {
    phase = Phase.EVALUATING;
    report();
    Path folder = store.stage(request.tenantId(), request.projectId(), candidateId);
    staged = folder;
    LabelModel.Run trained = Objects.requireNonNull(run);
    trained.save(folder);
    trained.close();
    run = null;
    LabelModel.Adapter candidate = model.load(folder, Pace.full());
    held.add(candidate);
    AdapterShelf.Held live = take(model, shelf, plan.live());
    LabelModel.Adapter other = live == null ? null : live.adapter();
    long seed = request.settings().seed();
    if (plan.isOfSummaries()) {
      return evaluate(
          new SummaryEvaluation(plan.summaries().heldOut(), seed), candidate, other, null);
    }
    YardstickTraining yardstick = YardstickTraining.beginWithEffort(plan);
    held.add(yardstick);
    return evaluate(
        new HeldOutEvaluation(plan.heldOut(), plan.answers().space(), seed),
        candidate,
        other,
        yardstick);
  }

  private Stage evaluate(
      CandidateEvaluation evaluation,
      LabelModel.Adapter candidate,
      LabelModel.@Nullable Adapter live,
      @Nullable YardstickTraining yardstick) {
    return (model, shelf) -> {
      if (!evaluation.hasNext()) {
        return yardstick == null
            ? storing(evaluation.rows(Map.of()), evaluation.temperature(), null)
            : awaitYardstick(evaluation, yardstick);
      }
      evaluation.next(model, candidate, live);
      return evaluate(evaluation, candidate, live, yardstick);
    };
  }

  private Stage awaitYardstick(CandidateEvaluation evaluation, YardstickTraining yardstick) {
    return (model, shelf) -> {
      if (!yardstick.awaitEnd(YARDSTICK_TURN)) {
        return awaitYardstick(evaluation, yardstick);
      }
      YardstickTraining.Measured measured = yardstick.measured();
      return storing(
          evaluation.rows(measured == null ? Map.of() : measured.answers()),
          evaluation.temperature(),
          measured);
    };
  }

  private Stage storing(
      List<EvaluationRow> rows,
      Temperature temperature,
      YardstickTraining.@Nullable Measured yardstick) {
    return (model, shelf) -> {
      Path folder = Objects.requireNonNull(staged);
      tell("adapter", temperature);
      if (yardstick != null) {
        tell("yardstick", yardstick.temperature());
      }
      TrainedAdapter stored =
          store.publish(
              folder,
              request.tenantId(),
              description(model.baseModelId(), temperature),
              new TrainedAdapter(
                  request.runId(),
                  reference(model, folder),
                  rank,
                  steps,
                  temperature,
                  yardstick == null
                      ? null
                      : YardstickTraining.store(store, request, yardstick.file()),
                  yardstick == null ? null : yardstick.temperature(),
                  yardstick == null ? null : yardstick.effort(),
                  rows));
      staged = null;
      finish(messages.finished(stored));
      return null;
    };
  }

  private void tell(String model, Temperature temperature) {
    if (temperature.fitted()) {
      LOG.info(
          "Run {}: {} at temperature {}, calibration error on {} test posts {} before, {} after",
          request.runId(),
          model,
          temperature.value(),
          temperature.testPosts(),
          temperature.errorBefore(),
          temperature.errorAfter());
    } else {
      LOG.info(
          "Run {}: {} stays at temperature 1: {} development posts, {} needed",
          request.runId(),
          model,
          temperature.developmentPosts(),
          TemperatureFit.LEAST_POSTS);
    }
  }

  private AdapterDescription description(String baseModel, Temperature temperature) {
    return new AdapterDescription(
        candidateId,
        request.projectId(),
        request.runId(),
        baseModel,
        request.schemaVersion(),
        request.task().labels(),
        request.trainingSetSha256(),
        parentId,
        temperature.value());
  }

  private AdapterReference reference(LabelModel model, Path folder) {
    return new AdapterReference(
        request.tenantId(),
        request.projectId(),
        candidateId,
        store.weightsSha256(folder),
        model.baseModelId(),
        request.schemaVersion());
  }

  private void report() {
    if (observer.progress(message(phase, null))) {
      losses.clear();
    }
    reportedAt = nanoTime.getAsLong();
  }

  private void end(Phase ending, @Nullable String reason) {
    finish(message(ending, reason));
  }

  private void finish(TrainingProgress last) {
    release();
    try {
      store.delete(checkpoint());
      starts.forgive();
    } catch (RuntimeException e) {
      LOG.warn("Run {} leaves its checkpoint behind", request.runId(), e);
    }
    observer.ended(last);
  }

  private TrainingProgress message(Phase now, @Nullable String reason) {
    return messages.at(now, step, steps, losses, reason);
  }

  /** An adapter of another base is as none: so a project goes on after its workers changed base. */
  private AdapterShelf.@Nullable Held take(
      LabelModel model, AdapterShelf shelf, @Nullable StoredAdapter stored) {
    if (stored == null) {
      return null;
    }
    String base = stored.reference().baseModel();
    if (!base.equals(model.baseModelId())) {
      LOG.warn(
          "Run {} does without adapter {} of base model {}: this worker runs {}",
          request.runId(),
          stored.reference().adapterId(),
          base,
          model.baseModelId());
      return null;
    }
    AdapterShelf.Held taken = shelf.take(stored);
    held.add(taken);
    return taken;
  }

  private void release() {
    stage = null;
    if (run != null) {
      held.add(run);
      run = null;
    }
    if (staged != null) {
      Path folder = staged;
      held.add(() -> store.delete(folder));
      staged = null;
    }
    for (AutoCloseable resource : held) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("Run {} could not let go of {}", request.runId(), resource, e);
      }
    }
    held.clear();
  }

  private Path checkpoint() {
    return store.checkpoint(request.tenantId(), request.runId());
  }

  private static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}

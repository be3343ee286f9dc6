package io.qalam.training;

import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.StoredSentence;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.TrainingProgress;
import io.qalam.trainer.protocol.TrainingProgress.LossPoint;
import io.qalam.trainer.protocol.TrainingProgress.Phase;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.Adapter.Weights;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.FittedTemperature;
import io.qalam.training.model.RunKind;
import io.qalam.training.model.StoredYardstick;
import io.qalam.training.model.StrategyEffort;
import io.qalam.training.model.StrategyEffort.Saved;
import io.qalam.training.model.TrainingLoss;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.YardstickRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what a worker tells of a run, inside the transaction of the run's tenant.
 *
 * <p>What no longer concerns the run is passed over: a run that has ended, an attempt that was
 * given up, a message that came twice. So the same messages in any number leave the same rows.
 */
@ApplicationScoped
class RunFollower {

  private static final Logger LOG = System.getLogger(RunFollower.class.getName());

  @Inject private TrainingRunRepository runs;
  @Inject private AdapterRepository adapters;
  @Inject private YardstickRepository yardsticks;
  @Inject private ProjectRepository projects;
  @Inject private CandidateCheck check;
  @Inject private Event<CandidateTrained> candidates;
  @Inject private Event<YardstickTrained> trained;

  /**
   * Takes down one message. What a candidate may lead to needs the project's lock, and that comes
   * before the run's everywhere.
   */
  void hear(TrainingProgress progress) {
    if (progress.phase() == Phase.FINISHED) {
      runs.projectOf(progress.runId()).ifPresent(projects::lock);
    }
    runs.lock(progress.runId())
        .filter(run -> run.listensTo(progress.attempt()))
        .ifPresentOrElse(run -> takeDown(run, progress), () -> passOver(progress));
  }

  private static void passOver(TrainingProgress progress) {
    LOG.log(
        Level.DEBUG,
        "Passed over: {0} of run {1} attempt {2} from {3}",
        progress.phase(),
        progress.runId(),
        progress.attempt(),
        progress.workerId());
  }

  private void takeDown(TrainingRun run, TrainingProgress progress) {
    Instant now = Instant.now();
    runs.store(losses(progress, now));
    switch (progress.phase()) {
      case RUNNING -> run.train(progress.workerId(), progress.step(), progress.steps(), now);
      case EVALUATING -> run.evaluate(progress.workerId(), now);
      case FINISHED -> finish(run, progress, now);
      case FAILED -> run.fail(reason(progress), now);
      case CANCELLED -> run.cancel(progress.message(), now);
    }
  }

  private void finish(TrainingRun run, TrainingProgress progress, Instant now) {
    if (run.getKind() == RunKind.YARDSTICK) {
      finishYardstick(run, progress, now);
      return;
    }
    if (run.isCancelRequested()) {
      run.cancel(StoredSentence.write(Sentence.of(TrainingWording.FINISHED_BEFORE)), now);
      return;
    }
    AdapterReference candidate = progress.adapter();
    Optional<Sentence> fault = check.fault(run, candidate, progress.temperature());
    if (candidate == null || fault.isPresent()) {
      run.fail(
          StoredSentence.write(fault.orElseGet(() -> Sentence.of(TrainingWording.NO_ADAPTER))),
          now);
    } else {
      keep(run, progress, candidate, now);
    }
  }

  private void finishYardstick(TrainingRun run, TrainingProgress progress, Instant now) {
    if (keep(run, progress.yardstick(), progress.yardstickTemperature(), now)) {
      run.trainedYardstick(progress.workerId(), now);
      trained.fire(new YardstickTrained(run.getTenantId(), run.getId(), progress.evaluation()));
    } else {
      run.fail(StoredSentence.write(Sentence.of(TrainingWording.NO_YARDSTICK)), now);
    }
  }

  private void keep(
      TrainingRun run, TrainingProgress progress, AdapterReference reference, Instant now) {
    Weights weights =
        new Weights(
            reference.baseModel(),
            reference.sha256(),
            progress.rank(),
            fitted(progress.temperature()));
    adapters.add(new Adapter(run, weights, now));
    boolean unused = keep(run, progress.yardstick(), progress.yardstickTemperature(), now);
    run.train(progress.workerId(), progress.step(), progress.steps(), now);
    run.trained(progress.workerId(), run.candidateId(), now);
    run.measureEffort(effort(progress.effort()));
    candidates.fire(new CandidateTrained(run.getTenantId(), run.getId(), progress.evaluation()));
  }

  /** A yardstick that is not what it should be is none, and the run goes on without. */
  private boolean keep(
      TrainingRun run,
      @Nullable YardstickReference yardstick,
      @Nullable Temperature temperature,
      Instant now) {
    if (yardstick == null) {
      return false;
    }
    Optional<Sentence> fault = check.fault(run, yardstick, temperature);
    if (fault.isPresent()) {
      LOG.log(Level.WARNING, "Run {0} is left without a yardstick: {1}", run.getId(), fault.get());
      return false;
    }
    yardsticks.add(
        new StoredYardstick(
            yardstick.yardstickId(), run, yardstick.sha256(), fitted(temperature), now));
    return true;
  }

  private static @Nullable FittedTemperature fitted(@Nullable Temperature temperature) {
    return temperature == null
        ? null
        : new FittedTemperature(
            temperature.value(),
            temperature.fitted(),
            temperature.developmentPosts(),
            temperature.testPosts(),
            temperature.errorBefore(),
            temperature.errorAfter());
  }

  private static @Nullable StrategyEffort effort(@Nullable Effort effort) {
    if (effort == null) {
      return null;
    }
    Effort.Saved saved = effort.saved();
    return new StrategyEffort(
        effort.randomRows(),
        effort.strategyRows(),
        effort.developmentPosts(),
        saved == null ? null : new Saved(saved.share(), saved.lower(), saved.upper()),
        effort.curve().stream().map(RunFollower::point).toList());
  }

  private static StrategyEffort.Point point(Effort.Point point) {
    return new StrategyEffort.Point(
        point.strategy(), point.rows(), point.macroF1(), point.lower(), point.upper());
  }

  private static List<TrainingLoss> losses(TrainingProgress progress, Instant now) {
    return progress.losses().stream().map(point -> loss(progress, point, now)).toList();
  }

  private static TrainingLoss loss(TrainingProgress progress, LossPoint point, Instant now) {
    return new TrainingLoss(
        progress.runId(),
        progress.attempt(),
        point.step(),
        point.loss(),
        point.learningRate(),
        now);
  }

  private static String reason(TrainingProgress progress) {
    String reason = progress.message();
    return reason == null || reason.isBlank()
        ? StoredSentence.write(Sentence.of(TrainingWording.NO_REASON))
        : reason;
  }
}

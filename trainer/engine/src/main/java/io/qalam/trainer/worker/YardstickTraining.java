package io.qalam.trainer.worker;

import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.eval.TemperatureFit;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.store.ArtifactStore;
import io.qalam.trainer.yardstick.EffortComparison;
import io.qalam.trainer.yardstick.Yardstick;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The yardstick of one run: trained on the run's own rows and asked of its held-out posts.
 *
 * <p>It has a thread of its own, since it takes up to twenty seconds, is Java alone and touches no
 * model: predictions and the run's other figures go on meanwhile. What goes wrong here costs the
 * yardstick's figures and not the run.
 */
final class YardstickTraining implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(YardstickTraining.class);

  private final TrainingPlan plan;
  private final boolean withEffort;
  private final FutureTask<Measured> work;

  /**
   * A yardstick and its answers.
   *
   * @param file the yardstick as it is stored
   * @param answers text → index of the label, for every held-out post
   * @param effort null where it was not asked for
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Measured(
      byte[] file, Map<String, Integer> answers, Temperature temperature, @Nullable Effort effort) {
    Measured {
      answers = Map.copyOf(answers);
    }
  }

  private YardstickTraining(TrainingPlan plan, boolean withEffort) {
    this.plan = plan;
    this.withEffort = withEffort;
    this.work = new FutureTask<>(this::measure);
  }

  /** Begins, on a new thread; whoever closes it ends that thread. */
  static YardstickTraining begin(TrainingPlan plan) {
    return begin(new YardstickTraining(plan, false));
  }

  /** The same, and measures what the query strategy is worth, which takes as long again. */
  static YardstickTraining beginWithEffort(TrainingPlan plan) {
    return begin(new YardstickTraining(plan, true));
  }

  private static YardstickTraining begin(YardstickTraining training) {
    Thread thread = new Thread(training.work, "qalam-yardstick");
    thread.setDaemon(true);
    thread.start();
    return training;
  }

  private Measured measure() {
    List<String> labels = plan.request().task().answers();
    List<Yardstick.Row> rows =
        plan.examples().stream()
            .filter(example -> labels.contains(example.label()))
            .map(example -> row(example, labels))
            .toList();
    long begun = System.nanoTime();
    Yardstick yardstick = Yardstick.train(rows, labels.size(), plan.request().settings().seed());
    LOG.info(
        "Run {}: yardstick of {} rows in {} ms, {}",
        plan.request().runId(),
        rows.size(),
        Duration.ofNanos(System.nanoTime() - begun).toMillis(),
        yardstick.choice());
    Map<String, LabelScore> scores = new HashMap<>();
    for (TrainingPlan.HeldOutPost post : plan.heldOut()) {
      scores.computeIfAbsent(post.text(), yardstick::score);
    }
    Map<String, Integer> answers = new HashMap<>();
    scores.forEach((text, score) -> answers.put(text, score.best()));
    return new Measured(
        yardstick.write(labels),
        answers,
        TemperatureFit.of(scored("DEVELOPMENT", scores), scored("TEST", scores)),
        withEffort ? effort(yardstick.choice()) : null);
  }

  /** What goes wrong here costs this figure, and not the yardstick. */
  private @Nullable Effort effort(Yardstick.Choice choice) {
    try {
      return measuredEffort(choice);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("Run {} says nothing of the query strategy", plan.request().runId(), e);
      return null;
    }
  }

  private Effort measuredEffort(Yardstick.Choice choice) {
    List<Yardstick.Row> development =
        plan.heldOut().stream()
            .filter(post -> post.part().equals("DEVELOPMENT"))
            .map(post -> new Yardstick.Row(post.text(), post.gold()))
            .toList();
    return EffortComparison.measure(
        plan.arms().byChance(),
        plan.arms().byStrategy(),
        development,
        plan.request().task().answers().size(),
        plan.answers().space(),
        choice,
        plan.request().settings().seed());
  }

  private List<Scored> scored(String part, Map<String, LabelScore> scores) {
    return plan.heldOut().stream()
        .filter(post -> post.part().equals(part) && post.isAnswerable())
        .map(post -> new Scored(Objects.requireNonNull(scores.get(post.text())), post.gold()))
        .toList();
  }

  /** Keeps a run's yardstick in the artifact store, and names it. */
  static YardstickReference store(ArtifactStore store, TrainingRequest request, byte[] yardstick) {
    return new YardstickReference(
        request.tenantId(),
        request.projectId(),
        YardstickReference.idOf(request.runId()),
        store.storeYardstick(request.tenantId(), yardstick),
        request.schemaVersion());
  }

  private static Yardstick.Row row(TrainingExample example, List<String> labels) {
    return new Yardstick.Row(example.text(), labels.indexOf(example.label()));
  }

  /** Waits for the end, but not longer than so; false if it has not come by then. */
  boolean awaitEnd(Duration patience) {
    try {
      work.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | CancellationException e) {
      LOG.debug("No yardstick", e);
    }
    return true;
  }

  /** What came of it; null, with a line in the log, where there is no yardstick. */
  @Nullable Measured measured() {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | CancellationException e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      LOG.warn("Run {} has no yardstick: {}", plan.request().runId(), reason.toString());
      return null;
    }
  }

  /** Ends the work, if it goes on. */
  @Override
  public void close() {
    work.cancel(true);
  }
}

package io.qalam.training;

import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.RunKind;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.trainingset.TrainingSetService;
import io.qalam.trainingset.model.TrainingSet;
import io.qalam.trainingset.model.TrainingSetRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;

/**
 * Has a project's yardstick follow what people correct between two runs of an adapter, inside the
 * transaction of its tenant.
 *
 * <p>Labels are counted from the newest training set, whatever it was frozen for: an adapter's run
 * trains a yardstick too, and a run that failed is not started again every time. Posts that get
 * summaries have no yardstick to train. While an adapter's run is under way nothing is started,
 * since it will bring a yardstick of its own.
 */
@ApplicationScoped
class YardstickFollowing {

  /** So many labels have to be new. */
  static final int NEW_LABELS = 25;

  @Inject private ProjectRepository projects;
  @Inject private TrainingRunRepository runs;
  @Inject private TrainingSetRepository sets;
  @Inject private TrainingSetService trainingSets;
  @Inject private RunParent parent;
  @Inject private PredictionRepository predictions;
  @Inject private RunMessages messages;

  /** Starts a run of the yardstick alone, if it is time. */
  void follow(UUID projectId, Instant now) {
    if (isDue(projectId)
        && projects.lock(projectId).isPresent()
        && isIdle(projectId)
        && trainingSets.tally(projectId).isEnough()) {
      start(trainingSets.freeze(projectId), now);
    }
  }

  private boolean isDue(UUID projectId) {
    return projects.find(projectId).filter(project -> !project.isOfSummaries()).isPresent()
        && isIdle(projectId)
        && trainingSets.settledSince(projectId, sets.newest(projectId).orElse(null)) >= NEW_LABELS;
  }

  private boolean isIdle(UUID projectId) {
    return runs.active(projectId, RunKind.ADAPTER).isEmpty()
        && runs.active(projectId, RunKind.YARDSTICK).isEmpty();
  }

  private void start(TrainingSet set, Instant now) {
    TrainingRun run =
        new TrainingRun(
            set,
            RunKind.YARDSTICK,
            RunCause.THRESHOLD,
            "timer",
            parent.of(set),
            predictions.adapterSequence(set.getProjectId()),
            now);
    runs.add(run);
    messages.request(run);
  }
}

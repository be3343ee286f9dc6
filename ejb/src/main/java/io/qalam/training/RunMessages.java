package io.qalam.training;

import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.outbox.Outbox;
import io.qalam.tenant.NotFound;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.protocol.TrainingCancellation;
import io.qalam.trainer.protocol.TrainingRequest;
import io.qalam.trainer.protocol.TrainingSettings;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.RunKind;
import io.qalam.training.model.TrainingRun;
import io.qalam.trainingset.model.TrainingSet;
import io.qalam.trainingset.model.TrainingSetRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells the workers of a run, by way of the outbox and so in the transaction that stores the run.
 *
 * <p>A request is made of rows that do not change while the run lasts, so every attempt asks for
 * the same: the same set, the same parent, and the same seed, which follows from the set's hash.
 */
@ApplicationScoped
class RunMessages {

  private static final int SEED_DIGITS = 8;

  @Inject private Outbox outbox;
  @Inject private ProjectRepository projects;
  @Inject private TrainingSetRepository sets;
  @Inject private AdapterRepository adapters;

  /** Asks the workers for the run's newest attempt. */
  void request(TrainingRun run) {
    outbox.send(TrainingTopics.REQUESTS, run.getId().toString(), message(run));
  }

  /** Asks whoever works on the run's newest attempt to end it. */
  void cancel(TrainingRun run) {
    outbox.send(
        TrainingTopics.CANCELLATIONS,
        run.getId().toString(),
        new TrainingCancellation(run.getId(), run.getAttempt()));
  }

  private TrainingRequest message(TrainingRun run) {
    TrainingSet set =
        sets.find(run.getTrainingSetId())
            .orElseThrow(() -> NotFound.trainingSet(run.getTrainingSetId()));
    AdapterReference parent = reference(run.getParentAdapterId());
    return new TrainingRequest(
        run.getId(),
        run.getAttempt(),
        run.getTenantId(),
        run.getProjectId(),
        set.getSha256(),
        run.getSchemaVersion(),
        task(run, set),
        run.getKind() == RunKind.YARDSTICK ? null : run.candidateId(),
        parent,
        parent,
        new TrainingSettings(null, null, null, null, null, null, seed(set)));
  }

  private TaskSpec task(TrainingRun run, TrainingSet set) {
    Project project =
        projects.find(run.getProjectId()).orElseThrow(() -> NotFound.project(run.getProjectId()));
    LabelSchema schema =
        projects
            .schema(project.getId(), run.getSchemaVersion())
            .orElseThrow(() -> NotFound.labelSchema(run.getSchemaVersion()));
    return new TaskSpec(
        project.getTask(),
        schema.getInstructions().get(0),
        schema.getLabels(),
        set.getCandidates());
  }

  private @Nullable AdapterReference reference(@Nullable UUID adapterId) {
    if (adapterId == null) {
      return null;
    }
    Adapter adapter = adapters.find(adapterId).orElseThrow(() -> NotFound.adapter(adapterId));
    return AdapterReferences.of(adapter);
  }

  private static long seed(TrainingSet set) {
    return Long.parseLong(set.getSha256().substring(0, SEED_DIGITS), 16);
  }
}

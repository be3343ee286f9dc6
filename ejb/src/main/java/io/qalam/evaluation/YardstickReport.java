package io.qalam.evaluation;

import io.qalam.evaluation.model.EvaluationRepository;
import io.qalam.tenant.NotFound;
import io.qalam.training.YardstickTrained;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Keeps the figures of a yardstick that was trained alone; there is no candidate to judge. */
@ApplicationScoped
class YardstickReport {

  @Inject private TrainingRunRepository runs;
  @Inject private EvaluationRepository evaluations;
  @Inject private Event<YardstickMeasured> measured;

  void keep(@Observes YardstickTrained trained) {
    TrainingRun run =
        runs.find(trained.runId()).orElseThrow(() -> NotFound.trainingRun(trained.runId()));
    trained.measured().forEach(row -> evaluations.add(Gatekeeper.row(run, row)));
    measured.fire(new YardstickMeasured(trained.tenantId(), run.getProjectId(), run.getId()));
  }
}

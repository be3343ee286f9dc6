package io.qalam.evaluation;

import io.qalam.account.model.Role;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.EvaluationRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.StoredYardstick;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import io.qalam.training.model.YardstickRepository;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Shows how candidate and live adapter did on the same held-out posts. */
@Stateless
@Tenanted
@NeedsRole(Role.EDITOR)
public class EvaluationService {

  @Inject private TrainingRunRepository runs;
  @Inject private EvaluationRepository evaluations;
  @Inject private AdapterRepository adapters;
  @Inject private YardstickRepository yardsticks;

  /** How believable the probabilities of what a run trained are. */
  public Calibration calibration(UUID runId) {
    TrainingRun run = runs.find(runId).orElseThrow(() -> NotFound.trainingRun(runId));
    return new Calibration(
        adapters.find(run.candidateId()).map(Adapter::getTemperature).orElse(null),
        yardsticks
            .find(YardstickReference.idOf(runId))
            .map(StoredYardstick::getTemperature)
            .orElse(null));
  }

  /** A run's report: development before test, then by task and language; empty before its end. */
  public List<Evaluation> report(UUID runId) {
    if (runs.find(runId).isEmpty()) {
      throw NotFound.trainingRun(runId);
    }
    return evaluations.report(runId);
  }
}

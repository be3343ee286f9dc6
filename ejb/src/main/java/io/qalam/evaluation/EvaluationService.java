package io.qalam.evaluation;

import io.qalam.account.model.Role;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.EvaluationRepository;
import io.qalam.tenant.NeedsRole;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Tenanted;
import io.qalam.training.model.TrainingRunRepository;
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

  /** A run's report: development before test, then by task and language; empty before its end. */
  public List<Evaluation> report(UUID runId) {
    if (runs.find(runId).isEmpty()) {
      throw NotFound.trainingRun(runId);
    }
    return evaluations.report(runId);
  }
}

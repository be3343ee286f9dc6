package io.qalam.adapter;

import io.qalam.account.Deed;
import io.qalam.adapter.model.LiveAdapterRow;
import io.qalam.evaluation.CandidateJudged;
import io.qalam.evaluation.GateVerdict.Outcome;
import io.qalam.evaluation.YardstickMeasured;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.tenant.NotFound;
import io.qalam.tenant.Sentence;
import io.qalam.tenant.StoredSentence;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a candidate that passed the gate live, in the transaction of the verdict, and chooses anew
 * what answers, since the run has brought a new yardstick and new figures.
 */
@ApplicationScoped
class Promotion {

  @Inject private ProjectRepository projects;
  @Inject private TrainingRunRepository runs;
  @Inject private AdapterRepository adapters;
  @Inject private LiveSwitch live;
  @Inject private Fitness fitness;

  void follow(@Observes CandidateJudged judged) {
    TrainingRun run = run(judged.runId());
    if (judged.verdict().outcome() == Outcome.PROMOTE) {
      promote(run);
    }
    live.chooseAgain(live.lock(run.getProjectId()));
  }

  /** A project that was deleted meanwhile has nothing to choose. */
  void follow(@Observes YardstickMeasured measured) {
    projects
        .lock(measured.projectId())
        .ifPresent(project -> live.chooseAgain(live.lock(project.getId())));
  }

  private void promote(TrainingRun run) {
    Project project =
        projects.lock(run.getProjectId()).orElseThrow(() -> NotFound.project(run.getProjectId()));
    Adapter candidate = candidate(run);
    Optional<Sentence> obstacle = fitness.obstacle(candidate, project);
    if (obstacle.isPresent()) {
      run.reject(StoredSentence.write(obstacle.get()), Instant.now());
      candidate.reject();
    } else {
      LiveAdapterRow row = live.lock(project.getId());
      live.to(row, candidate, Deed.ADAPTER_PROMOTED);
      run.promote(Instant.now());
    }
  }

  private TrainingRun run(UUID id) {
    return runs.find(id).orElseThrow(() -> NotFound.trainingRun(id));
  }

  private Adapter candidate(TrainingRun run) {
    return adapters.find(run.candidateId()).orElseThrow(() -> NotFound.adapter(run.candidateId()));
  }
}

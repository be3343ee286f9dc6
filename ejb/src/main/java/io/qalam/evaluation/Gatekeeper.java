package io.qalam.evaluation;

import io.qalam.account.AuditTrail;
import io.qalam.account.Deed;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Evaluation.Interval;
import io.qalam.evaluation.model.EvaluationRepository;
import io.qalam.evaluation.model.Part;
import io.qalam.evaluation.model.Scores;
import io.qalam.labelschema.model.Project;
import io.qalam.labelschema.model.ProjectRepository;
import io.qalam.prediction.model.PredictionRepository;
import io.qalam.tenant.NotFound;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.training.CandidateTrained;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterRepository;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.model.TrainingRunRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Judges every candidate as soon as it is trained, inside the transaction that keeps it: stores the
 * report, asks the {@link Gate}, and writes the verdict to the run and the audit trail.
 */
@ApplicationScoped
class Gatekeeper {

  @Inject private TrainingRunRepository runs;
  @Inject private AdapterRepository adapters;
  @Inject private PredictionRepository predictions;
  @Inject private EvaluationRepository evaluations;
  @Inject private ProjectRepository projects;
  @Inject private AuditTrail audit;
  @Inject private Event<CandidateJudged> judged;

  void judge(@Observes CandidateTrained trained) {
    TrainingRun run = run(trained.runId());
    List<Evaluation> report = trained.measured().stream().map(row -> row(run, row)).toList();
    report.forEach(evaluations::add);
    GateVerdict verdict = verdict(run, DevelopmentPart.of(report));
    takeDown(run, verdict);
    judged.fire(new CandidateJudged(trained.tenantId(), run.getId(), verdict));
  }

  private GateVerdict verdict(TrainingRun run, DevelopmentPart development) {
    Project project = project(run.getProjectId());
    if (run.getSchemaVersion() != project.getSchemaVersion()) {
      return GateVerdict.schemaChanged();
    }
    candidate(run).measured(development.figure());
    if (run.getLiveSequence() != predictions.adapterSequence(project.getId())) {
      return GateVerdict.liveChanged();
    }
    return new Gate(project.getGateDelta(), project.getRatchetDelta(), project.getUndecided())
        .judge(
            development.rows(),
            development.figure(),
            adapters.bestEverLive(project.getId(), project.getSchemaVersion()));
  }

  private void takeDown(TrainingRun run, GateVerdict verdict) {
    switch (verdict.outcome()) {
      case PROMOTE -> run.pass(verdict.inWords(), verdict.toDetail());
      case AWAIT_APPROVAL -> run.awaitApproval(verdict.inWords(), verdict.toDetail());
      case REJECT -> {
        run.reject(verdict.inWords(), verdict.toDetail(), Instant.now());
        candidate(run).reject();
      }
    }
    Map<String, Object> detail = new HashMap<>(verdict.toDetail());
    detail.put("project", run.getProjectId().toString());
    audit.record(Deed.CANDIDATE_JUDGED, run.getId(), detail);
  }

  static Evaluation row(TrainingRun run, EvaluationRow row) {
    return new Evaluation(
        run.getId(),
        Part.valueOf(row.part()),
        row.task(),
        row.lang(),
        row.posts(),
        scores(row.candidate()),
        scores(row.live()),
        new Interval(row.difference(), row.lower(), row.upper()),
        row.yardstick() == null ? null : scores(row.yardstick()));
  }

  private static Scores scores(EvaluationRow.Scores scores) {
    EvaluationRow.Scores.Bounds bounds = scores.bounds();
    return new Scores(
        scores.accuracy(),
        scores.macroF1(),
        scores.microF1(),
        scores.weightedF1(),
        scores.rouge2(),
        bounds == null ? null : new Scores.Bounds(bounds.lower(), bounds.upper()));
  }

  private Project project(UUID id) {
    return projects.find(id).orElseThrow(() -> NotFound.project(id));
  }

  private TrainingRun run(UUID id) {
    return runs.find(id).orElseThrow(() -> NotFound.trainingRun(id));
  }

  private Adapter candidate(TrainingRun run) {
    return adapters.find(run.candidateId()).orElseThrow(() -> NotFound.adapter(run.candidateId()));
  }
}

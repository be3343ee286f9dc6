package io.qalam.adapter.web;

import io.qalam.evaluation.Calibration;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.web.EvaluationDetail;
import io.qalam.training.RunReasons;
import io.qalam.training.model.RunCause;
import io.qalam.training.model.RunState;
import io.qalam.training.model.StrategyEffort;
import io.qalam.training.model.TrainingLoss;
import io.qalam.training.model.TrainingRun;
import io.qalam.training.web.RunSummary.Progress;
import io.qalam.trainingset.model.TrainingSet;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A training run as REST shows it by itself.
 *
 * @param message why it stands where it does, in words
 * @param verdict the gate's, with its numbers
 * @param calibration of the candidate and the yardstick: temperature, and expected calibration
 *     error on test posts without and with it
 * @param effort what the query strategy was worth on its rows; null where it was not measured
 * @param adapterId what it made; null before its end
 * @param evaluation the candidate beside the live adapter; empty before its end
 */
public record RunDetail(
    UUID id,
    UUID projectId,
    RunState state,
    RunCause cause,
    String requestedBy,
    int attempt,
    @Nullable String workerId,
    boolean cancelRequested,
    Progress progress,
    @Nullable String message,
    @Nullable Map<String, Object> verdict,
    Calibration calibration,
    @Nullable StrategyEffort effort,
    @Nullable UUID adapterId,
    @Nullable UUID parentAdapterId,
    SetDetail trainingSet,
    List<LossDetail> losses,
    List<EvaluationDetail> evaluation,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant heartbeatAt,
    @Nullable Instant finishedAt) {

  /** The frozen labels it is trained on. */
  public record SetDetail(String sha256, int schemaVersion, int train, int development, int test) {

    static SetDetail of(TrainingSet set) {
      return new SetDetail(
          set.getSha256(),
          set.getSchemaVersion(),
          set.getTrainRows(),
          set.getDevelopmentRows(),
          set.getTestRows());
    }
  }

  /** Mean loss of one optimizer step, in nats per answer token. */
  public record LossDetail(int step, float loss, float learningRate) {

    static LossDetail of(TrainingLoss loss) {
      return new LossDetail(loss.getStep(), loss.getLoss(), loss.getLearningRate());
    }
  }

  static RunDetail of(
      TrainingRun run,
      TrainingSet set,
      List<TrainingLoss> losses,
      List<Evaluation> report,
      Calibration calibration,
      Locale locale) {
    return new RunDetail(
        run.getId(),
        run.getProjectId(),
        run.getState(),
        run.getCause(),
        run.getRequestedBy(),
        run.getAttempt(),
        run.getWorkerId(),
        run.isCancelRequested(),
        Progress.of(run),
        RunReasons.of(run, locale),
        run.getVerdict(),
        calibration,
        run.getEffort(),
        run.getAdapterId(),
        run.getParentAdapterId(),
        SetDetail.of(set),
        losses.stream().map(LossDetail::of).toList(),
        report.stream().map(EvaluationDetail::of).toList(),
        run.getCreatedAt(),
        run.getStartedAt(),
        run.getHeartbeatAt(),
        run.getFinishedAt());
  }
}

package io.qalam.adapter.web;

import io.qalam.adapter.AdapterReport;
import io.qalam.labelschema.model.Served;
import io.qalam.training.WorkerReport;
import io.qalam.training.model.Adapter;
import io.qalam.training.model.AdapterState;
import io.qalam.training.model.StoredYardstick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project's adapters as REST shows them.
 *
 * @param items the newest first
 * @param liveId the live adapter; null for the base model alone
 * @param formerId what a rollback brings back; null for the base model alone
 * @param answersId what predicts: the live adapter, or the yardstick in its place; null for the
 *     base model alone
 * @param served the project's rule for it
 * @param choice why this one answers: {@code reason}, {@code yardstickF1}, {@code adapterF1}
 * @param yardstick the newest for the label schema in force
 * @param sequence how often what answers or is live has changed
 * @param liveOn how many of the workers answer with what is live
 */
public record AdaptersDetail(
    List<AdapterDetail> items,
    @Nullable UUID liveId,
    @Nullable UUID formerId,
    @Nullable UUID answersId,
    Served served,
    @Nullable Map<String, Object> choice,
    @Nullable YardstickDetail yardstick,
    long sequence,
    @Nullable String changedBy,
    @Nullable Instant changedAt,
    long liveOn,
    List<WorkerDetail> workers) {

  /** One adapter. */
  public record AdapterDetail(
      UUID id,
      AdapterState state,
      @Nullable UUID runId,
      @Nullable UUID parentId,
      String baseModel,
      int schemaVersion,
      String sha256,
      int rank,
      @Nullable Float developmentF1,
      Instant createdAt,
      @Nullable Instant promotedAt,
      @Nullable Instant retiredAt) {

    static AdapterDetail of(Adapter adapter) {
      return new AdapterDetail(
          adapter.getId(),
          adapter.getState(),
          adapter.getRunId(),
          adapter.getParentId(),
          adapter.getBaseModel(),
          adapter.getSchemaVersion(),
          adapter.getSha256(),
          adapter.getRank(),
          adapter.getDevelopmentF1(),
          adapter.getCreatedAt(),
          adapter.getPromotedAt(),
          adapter.getRetiredAt());
    }
  }

  /** TF-IDF and logistic regression on a run's rows. */
  public record YardstickDetail(UUID id, UUID runId, String sha256, Instant createdAt) {

    static YardstickDetail of(StoredYardstick yardstick) {
      return new YardstickDetail(
          yardstick.getId(), yardstick.getRunId(), yardstick.getSha256(), yardstick.getCreatedAt());
    }
  }

  /** One live worker, as far as it concerns the project. */
  public record WorkerDetail(
      String id,
      String baseModel,
      String device,
      boolean busy,
      boolean upToDate,
      @Nullable String refused) {

    static WorkerDetail of(WorkerReport worker, long sequence) {
      return new WorkerDetail(
          worker.id(),
          worker.baseModel(),
          worker.device(),
          worker.busy(),
          worker.isUpTo(sequence),
          worker.refused());
    }
  }

  static AdaptersDetail of(AdapterReport report) {
    return new AdaptersDetail(
        report.adapters().stream().map(AdapterDetail::of).toList(),
        report.liveId(),
        report.formerId(),
        report.answersId(),
        report.served(),
        report.choice(),
        report.yardstick() == null ? null : YardstickDetail.of(report.yardstick()),
        report.sequence(),
        report.changedBy(),
        report.changedAt(),
        report.liveOn(),
        report.workers().stream()
            .map(worker -> WorkerDetail.of(worker, report.sequence()))
            .toList());
  }
}

package io.qalam.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.qalam.adjudication.model.Adjudication;
import io.qalam.ingestion.model.ImportedAnnotation;
import io.qalam.ingestion.model.ImportedPrediction;
import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.PostState;
import io.qalam.ingestion.model.Split;
import io.qalam.prediction.model.Prediction;
import io.qalam.review.model.Annotation;
import io.qalam.review.model.Decision;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A post with everything that became of it and that its reader may see.
 *
 * @param finalLabel the label that counts now
 * @param finalSummary the summary that counts now; null in a project of labels
 * @param predictions every prediction it ever had, the oldest first
 * @param cameAlong what others had said of it before it was imported; null where nothing was, for
 *     annotators, and while its reader holds a blind task of it
 */
public record PostDetail(
    UUID id,
    UUID projectId,
    @Nullable String externalId,
    String text,
    @Nullable String secondText,
    String lang,
    PostState state,
    Split split,
    @Nullable String finalLabel,
    @Nullable String finalSummary,
    Instant createdAt,
    @Nullable PredictionDetail prediction,
    List<PredictionDetail> predictions,
    List<AnnotationDetail> annotations,
    List<AdjudicationDetail> adjudications,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CameAlong cameAlong) {

  /**
   * What one adapter said.
   *
   * @param label null in a project of summaries
   * @param summary null in a project of labels
   * @param probabilities of every label, the most probable first
   * @param adapterId null for the base model alone
   */
  public record PredictionDetail(
      UUID id,
      @Nullable String label,
      @Nullable String summary,
      Map<String, Double> probabilities,
      float margin,
      @Nullable UUID adapterId,
      String baseModel,
      int schemaVersion,
      Instant createdAt) {

    static PredictionDetail of(Prediction prediction) {
      return new PredictionDetail(
          prediction.getId(),
          prediction.getLabel(),
          prediction.getSummary(),
          byProbability(prediction.getProbabilities()),
          prediction.getMargin(),
          prediction.getAdapterId(),
          prediction.getBaseModel(),
          prediction.getSchemaVersion(),
          prediction.getCreatedAt());
    }

    private static Map<String, Double> byProbability(Map<String, Double> probabilities) {
      Map<String, Double> sorted = new LinkedHashMap<>();
      probabilities.entrySet().stream()
          .sorted(
              Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
      return sorted;
    }
  }

  /**
   * What one person answered.
   *
   * @param rating of the summary that was shown, 1 to 5
   * @param shownLabel the label that was shown; null for a blind task
   * @param shownAdapterId the adapter whose prediction was shown
   * @param label as it was said, under {@code schemaVersion}
   * @param countedLabel what it counts as by the label schema in force; null where its label was
   *     split or retired
   * @param bulkId the go in which it was accepted with others, without being read by itself; null
   *     for an answer that was given alone
   * @param undoneAt when it was taken back
   * @param supersededAt since when its label counts no longer; in force while both are null
   */
  public record AnnotationDetail(
      UUID id,
      String user,
      Decision decision,
      @Nullable String label,
      @Nullable String countedLabel,
      @Nullable String summary,
      @Nullable Integer rating,
      @Nullable String comment,
      @Nullable UUID predictionId,
      @Nullable String shownLabel,
      @Nullable UUID shownAdapterId,
      boolean blind,
      String arm,
      @Nullable UUID bulkId,
      int schemaVersion,
      long durationMillis,
      Instant createdAt,
      @Nullable Instant undoneAt,
      @Nullable Instant supersededAt) {

    /** Whether it counts now. */
    boolean inForce() {
      return undoneAt == null && supersededAt == null;
    }

    static AnnotationDetail of(
        Annotation annotation, String user, @Nullable Prediction shownPrediction) {
      return new AnnotationDetail(
          annotation.getId(),
          user,
          annotation.getDecision(),
          annotation.getLabel(),
          annotation.getCountedLabel(),
          annotation.getSummary(),
          annotation.getRating(),
          annotation.getComment(),
          annotation.getPredictionId(),
          annotation.getShownLabel(),
          shownPrediction == null ? null : shownPrediction.getAdapterId(),
          annotation.isBlind(),
          annotation.getArm().name(),
          annotation.getBulkId(),
          annotation.getSchemaVersion(),
          annotation.getDurationMillis(),
          annotation.getCreatedAt(),
          annotation.getUndoneAt(),
          annotation.getSupersededAt());
    }
  }

  /** What an editor decided; as for annotations. */
  public record AdjudicationDetail(
      UUID id,
      String user,
      @Nullable String label,
      @Nullable String countedLabel,
      @Nullable String summary,
      @Nullable String note,
      int schemaVersion,
      Instant createdAt,
      @Nullable Instant undoneAt,
      @Nullable Instant supersededAt) {

    /** Whether it counts now. */
    boolean inForce() {
      return undoneAt == null && supersededAt == null;
    }

    static AdjudicationDetail of(Adjudication adjudication, String user) {
      return new AdjudicationDetail(
          adjudication.getId(),
          user,
          adjudication.getLabel(),
          adjudication.getCountedLabel(),
          adjudication.getSummary(),
          adjudication.getNote(),
          adjudication.getSchemaVersion(),
          adjudication.getCreatedAt(),
          adjudication.getUndoneAt(),
          adjudication.getSupersededAt());
    }
  }

  /** What people and models of another tool said, in the order of the file. */
  public record CameAlong(
      List<ImportedAnnotationDetail> annotations, List<ImportedPredictionDetail> predictions) {

    static @Nullable CameAlong of(
        List<ImportedAnnotationDetail> annotations, List<ImportedPredictionDetail> predictions) {
      return annotations.isEmpty() && predictions.isEmpty()
          ? null
          : new CameAlong(List.copyOf(annotations), List.copyOf(predictions));
    }
  }

  /**
   * What another tool's annotator said.
   *
   * @param label as it was said, under {@code schemaVersion}
   * @param countedLabel what that is by the label schema in force; null where its label was split
   *     or retired
   * @param cancelled whether the post was skipped
   */
  public record ImportedAnnotationDetail(
      @Nullable String annotator,
      @Nullable String label,
      @Nullable String countedLabel,
      @Nullable String summary,
      boolean cancelled,
      boolean groundTruth,
      int schemaVersion,
      @Nullable Double durationSeconds,
      @Nullable Instant createdAt) {

    static ImportedAnnotationDetail of(ImportedAnnotation given, @Nullable String counted) {
      return new ImportedAnnotationDetail(
          given.getAnnotator(),
          given.getLabel(),
          counted,
          given.getSummary(),
          given.isCancelled(),
          given.isGroundTruth(),
          given.getSchemaVersion(),
          given.getDurationSeconds(),
          given.getMadeAt());
    }
  }

  /**
   * What another tool's model said; labels as for annotations.
   *
   * @param score of that model, on a scale of its own
   */
  public record ImportedPredictionDetail(
      @Nullable String modelVersion,
      @Nullable Double score,
      @Nullable String label,
      @Nullable String countedLabel,
      @Nullable String summary,
      int schemaVersion,
      @Nullable Instant createdAt) {

    static ImportedPredictionDetail of(ImportedPrediction given, @Nullable String counted) {
      return new ImportedPredictionDetail(
          given.getModelVersion(),
          given.getScore(),
          given.getLabel(),
          counted,
          given.getSummary(),
          given.getSchemaVersion(),
          given.getMadeAt());
    }
  }

  /** How far a post has come, and by what answer. */
  private record Standing(PostState state, @Nullable String label, @Nullable String summary) {}

  /** A post as it looks before anybody answered it. */
  static PostDetail unanswered(Post post) {
    Standing before = new Standing(PostState.PREDICTED, null, null);
    return of(post, before, null, List.of(), List.of(), List.of(), null);
  }

  static PostDetail of(
      Post post,
      @Nullable PredictionDetail prediction,
      List<PredictionDetail> predictions,
      List<AnnotationDetail> annotations,
      List<AdjudicationDetail> adjudications,
      @Nullable CameAlong cameAlong) {
    Standing now = new Standing(post.getState(), post.getFinalLabel(), post.getFinalSummary());
    return of(post, now, prediction, predictions, annotations, adjudications, cameAlong);
  }

  private static PostDetail of(
      Post post,
      Standing standing,
      @Nullable PredictionDetail prediction,
      List<PredictionDetail> predictions,
      List<AnnotationDetail> annotations,
      List<AdjudicationDetail> adjudications,
      @Nullable CameAlong cameAlong) {
    return new PostDetail(
        post.getId(),
        post.getProjectId(),
        post.getExternalId(),
        post.getText(),
        post.getSecondText(),
        post.getLang(),
        standing.state(),
        post.getSplit(),
        standing.label(),
        standing.summary(),
        post.getCreatedAt(),
        prediction,
        List.copyOf(predictions),
        List.copyOf(annotations),
        List.copyOf(adjudications),
        cameAlong);
  }
}

package io.qalam.trainer.protocol;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker's answer to one {@link PredictionRequest}: all its posts under one adapter or yardstick,
 * or an error and no post. Topic {@code predictions}, key {@code batchId}.
 *
 * @param adapterId the adapter or, by an id of version {@value YardstickReference#ID_VERSION}, the
 *     yardstick that answered; null for the base model alone
 * @param liveSequence sequence of the live adapter that answered
 * @param error why the batch could not be scored; null when it was
 */
public record PredictionAnswer(
    UUID batchId,
    String workerId,
    @Nullable UUID adapterId,
    long liveSequence,
    String baseModel,
    int schemaVersion,
    List<PostPrediction> predictions,
    @Nullable String error) {
  public PredictionAnswer {
    predictions = List.copyOf(predictions);
  }

  /**
   * One post's label, every label's probability (they sum to 1) and the margin between the best
   * two; or its summary.
   *
   * @param label null where a summary was asked for
   * @param probabilities empty where a summary was asked for
   * @param margin of a summary the geometric mean of its tokens' probabilities, 0 to 1
   * @param summary null where a label was asked for; empty where the model wrote nothing
   */
  public record PostPrediction(
      UUID postId,
      @Nullable String label,
      Map<String, Float> probabilities,
      float margin,
      @Nullable String summary) {

    /** A label. */
    public PostPrediction(
        UUID postId, String label, Map<String, Float> probabilities, float margin) {
      this(postId, label, probabilities, margin, null);
    }

    /** A summary. */
    public static PostPrediction summary(UUID postId, String written, float confidence) {
      return new PostPrediction(postId, null, Map.of(), confidence, written);
    }
  }
}

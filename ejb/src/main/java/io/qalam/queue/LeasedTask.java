package io.qalam.queue;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.TextDirection;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.prediction.model.Prediction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as its holder sees it.
 *
 * <p>A blind task carries no prediction, and neither its arm nor its margin is ever told, because
 * both would hint at the label.
 *
 * @param lease opaque; goes along with the answer
 * @param labels the label schema in force, in the order of the digits that choose
 */
public record LeasedTask(
    UUID taskId,
    String lease,
    Instant expiresAt,
    boolean blind,
    ShownPost post,
    @Nullable ShownPrediction prediction,
    List<String> labels) {

  /**
   * The post to review.
   *
   * @param dir the direction it reads in: {@code rtl} or {@code ltr}
   * @param second what it is read beside; null where the task is about one text
   */
  public record ShownPost(
      UUID id,
      @Nullable String externalId,
      String text,
      String lang,
      String dir,
      @Nullable ShownText second) {

    /** Another text, and the direction it reads in. */
    public record ShownText(String text, String dir) {
      static @Nullable ShownText of(String lang, @Nullable String text) {
        return text == null ? null : new ShownText(text, TextDirection.of(lang, text).html());
      }
    }

    /** A post as everybody may see it; its hidden gold label stays hidden. */
    public static ShownPost of(Post post) {
      return new ShownPost(
          post.getId(),
          post.getExternalId(),
          post.getText(),
          post.getLang(),
          TextDirection.of(post.getLang(), post.getText()).html(),
          ShownText.of(post.getLang(), post.getSecondText()));
    }
  }

  /**
   * What the live adapter says about it.
   *
   * @param label null in a project of summaries
   * @param summary as the model wrote it, which may be empty; null in a project of labels
   */
  public record ShownPrediction(
      @Nullable String label,
      @Nullable String summary,
      Map<String, Double> probabilities,
      double margin,
      @Nullable UUID adapterId) {

    /** A prediction, its probabilities in the order of the label schema. */
    public static ShownPrediction of(Prediction prediction, LabelSchema schema) {
      Map<String, Double> probabilities = new LinkedHashMap<>();
      for (String label : schema.getLabels()) {
        probabilities.put(label, prediction.getProbabilities().getOrDefault(label, 0.0));
      }
      return new ShownPrediction(
          prediction.getLabel(),
          prediction.getSummary(),
          probabilities,
          prediction.getMargin(),
          prediction.getAdapterId());
    }
  }
}

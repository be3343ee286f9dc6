package io.qalam.queue;

import io.qalam.ingestion.model.Post;
import io.qalam.ingestion.model.TextDirection;
import io.qalam.labelschema.model.LabelHistory;
import io.qalam.labelschema.model.LabelSchema;
import io.qalam.labelschema.model.LabelSet;
import io.qalam.prediction.model.Prediction;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param formerly what its holder said of the post before, where that label was split or retired
 *     since; else null
 * @param multiLabel whether several of them may be the answer, joined by {@code ", "}
 */
public record LeasedTask(
    UUID taskId,
    String lease,
    Instant expiresAt,
    boolean blind,
    ShownPost post,
    @Nullable ShownPrediction prediction,
    List<String> labels,
    @Nullable String formerly,
    boolean multiLabel) {

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
   * @param label the most probable label, or label set; null in a project of summaries
   * @param summary as the model wrote it, which may be empty; null in a project of labels
   * @param probabilities by label; where a post may have several, the sum over the sets with the
   *     label, so that these do not sum to 1
   * @param margin as it was predicted, before labels were merged
   */
  public record ShownPrediction(
      @Nullable String label,
      @Nullable String summary,
      Map<String, Double> probabilities,
      double margin,
      @Nullable UUID adapterId) {

    /**
     * A prediction as one of the label schema's labels, its probabilities in their order.
     *
     * @param history what became of the labels since it was made
     * @return none where that cannot be told: a label was split, retired or added since, or merged
     *     labels are more probable now than the one that was predicted
     */
    public static Optional<ShownPrediction> of(
        Prediction prediction, LabelSchema schema, LabelHistory history) {
      int from = prediction.getSchemaVersion();
      if (history.isSame(from, schema.getVersion())) {
        return Optional.of(
            of(prediction, prediction.getLabel(), prediction.getProbabilities(), schema));
      }
      return history
          .image(prediction.getProbabilities(), from, schema)
          .flatMap(shares -> mostProbable(prediction, shares, schema, history));
    }

    private static Optional<ShownPrediction> mostProbable(
        Prediction prediction,
        Map<String, Double> shares,
        LabelSchema schema,
        LabelHistory history) {
      return history
          .image(
              Objects.requireNonNull(prediction.getLabel()),
              prediction.getSchemaVersion(),
              schema.getVersion())
          .filter(label -> shares.getOrDefault(label, 0.0) >= Collections.max(shares.values()))
          .map(label -> of(prediction, label, shares, schema));
    }

    private static ShownPrediction of(
        Prediction prediction,
        @Nullable String label,
        Map<String, Double> shares,
        LabelSchema schema) {
      Map<String, Double> probabilities = new LinkedHashMap<>();
      for (String one : schema.getLabels()) {
        probabilities.put(one, probability(shares, one, schema));
      }
      return new ShownPrediction(
          label,
          prediction.getSummary(),
          probabilities,
          prediction.getMargin(),
          prediction.getAdapterId());
    }

    private static double probability(
        Map<String, Double> answers, String label, LabelSchema schema) {
      if (!schema.isMultiLabel()) {
        return answers.getOrDefault(label, 0.0);
      }
      return answers.entrySet().stream()
          .filter(answer -> LabelSet.parse(answer.getKey()).has(label))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }
}

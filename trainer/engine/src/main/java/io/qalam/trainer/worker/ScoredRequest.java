package io.qalam.trainer.worker;

import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request that is being scored: what answers it, and which of its posts have a score already. */
final class ScoredRequest {
  private final PredictionBatch batch;
  private final LiveAdapters.Answering answering;
  private final List<Part> parts;
  private final Map<UUID, PostPrediction> predictions = new HashMap<>();
  private boolean over;

  /**
   * A request none of whose posts has a score yet.
   *
   * @throws UnscorableException if what answers was trained on another label schema
   */
  ScoredRequest(PredictionBatch batch, LiveAdapters.Answering answering) {
    this.batch = batch;
    this.answering = answering;
    requireSchema(answering, batch.request());
    this.parts = answering.yardstick() == null ? byLanguage() : List.of();
  }

  /** Posts of one request and one language: one question to the model. */
  record Part(ScoredRequest of, LabelTask task, List<PostText> posts) {
    LabelModel.Question question() {
      return new LabelModel.Question(
          of.adapter(), task, posts.stream().map(PostText::text).toList());
    }

    void take(List<LabelScore> scores) {
      for (int i = 0; i < posts.size(); i++) {
        of.take(posts.get(i), task.answers(), scores.get(i));
      }
    }

    Part cut(int from, int to) {
      return new Part(of, task, posts.subList(from, to));
    }
  }

  PredictionBatch batch() {
    return batch;
  }

  PredictionRequest request() {
    return batch.request();
  }

  LiveAdapters.Answering answering() {
    return answering;
  }

  LabelModel.@Nullable Adapter adapter() {
    return answering.adapter() == null ? null : answering.adapter().adapter();
  }

  /** What the model is to be asked: nothing where a yardstick answers. */
  List<Part> parts() {
    return parts;
  }

  private List<Part> byLanguage() {
    Map<String, List<PostText>> byLanguage = new LinkedHashMap<>();
    for (PostText post : request().posts()) {
      byLanguage.computeIfAbsent(post.lang(), none -> new ArrayList<>()).add(post);
    }
    List<Part> questions = new ArrayList<>();
    byLanguage.forEach(
        (language, posts) ->
            questions.add(new Part(this, task(request().task(), language), posts)));
    return questions;
  }

  private static LabelTask task(TaskSpec task, String language) {
    return new LabelTask(
        task.task(), language, task.instruction(), task.labels(), task.candidates());
  }

  /**
   * Takes one post's score as the model gave it. The label is the model's, whatever the temperature
   * does to probabilities that lie very close.
   *
   * @throws UnscorableException if it is not finite
   */
  void take(PostText post, List<String> labels, LabelScore given) {
    LabelScore score =
        answering.temperature() == 1 ? given : Calibration.scaled(given, answering.temperature());
    Map<String, Float> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      float probability = score.probabilities()[i];
      if (!Float.isFinite(probability)) {
        throw new UnscorableException("Post " + post.postId() + " scores " + probability);
      }
      probabilities.put(labels.get(i), probability);
    }
    predictions.put(
        post.postId(),
        new PostPrediction(post.postId(), labels.get(given.best()), probabilities, score.margin()));
  }

  boolean isComplete() {
    return request().posts().stream().allMatch(post -> predictions.containsKey(post.postId()));
  }

  /** In the order in which they were asked for. */
  List<PostPrediction> predictions() {
    return request().posts().stream()
        .map(PostText::postId)
        .distinct()
        .map(id -> Objects.requireNonNull(predictions.get(id), "a complete request"))
        .toList();
  }

  /** Whether it was answered; its posts need no score any more. */
  boolean isOver() {
    return over;
  }

  void end() {
    over = true;
  }

  /**
   * Lets what answers pass if it was trained on the request's label schema.
   *
   * @throws UnscorableException if it was not
   */
  static void requireSchema(LiveAdapters.Answering answering, PredictionRequest request) {
    if (answering.yardstick() != null) {
      var reference = answering.yardstick().reference();
      requireSchema("Yardstick " + reference.yardstickId(), reference.schemaVersion(), request);
    } else if (answering.adapter() != null) {
      AdapterReference reference = answering.adapter().stored().reference();
      requireSchema("Adapter " + reference.adapterId(), reference.schemaVersion(), request);
    }
  }

  private static void requireSchema(String name, int trainedOn, PredictionRequest request) {
    if (trainedOn != request.schemaVersion()) {
      throw new UnscorableException(
          "%s was trained on label schema v%d; the project uses v%d: retrain or migrate"
              .formatted(name, trainedOn, request.schemaVersion()));
    }
  }
}

package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.AdapterReference;
import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.protocol.YardstickReference;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request: all its posts under the adapter or yardstick live when it begins. */
final class BatchScorer {
  private static final Logger LOG = LoggerFactory.getLogger(BatchScorer.class);

  /** Posts scored by one call of the model, so that memory does not grow with the request. */
  private static final int CHUNK = 64;

  private final LabelModel model;
  private final LiveAdapters live;
  private final String workerId;

  BatchScorer(LabelModel model, LiveAdapters live, String workerId) {
    this.model = model;
    this.live = live;
    this.workerId = workerId;
  }

  /** Predictions, or an error that says why there are none; never an exception. */
  PredictionAnswer answer(PredictionRequest request) {
    try {
      LiveAdapters.Answering answering = live.answering(request.projectId());
      ServedYardstick yardstick = answering.yardstick();
      if (yardstick != null) {
        return answer(request, answering, predictions(request, yardstick));
      }
      requireSchema(request, answering.adapter());
      return answer(request, answering, predictions(request, answering.adapter()));
    } catch (UnscorableException | IllegalArgumentException e) {
      return unscored(request, String.valueOf(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("Batch {} could not be scored", request.batchId(), e);
      return unscored(request, "Scoring failed: " + e);
    }
  }

  /** The answer to a request that was not scored. */
  PredictionAnswer unscored(PredictionRequest request, String error) {
    return new PredictionAnswer(
        request.batchId(),
        workerId,
        null,
        live.newestSequence(request.projectId()),
        model.baseModelId(),
        request.schemaVersion(),
        List.of(),
        error);
  }

  private PredictionAnswer answer(
      PredictionRequest request,
      LiveAdapters.Answering answering,
      List<PostPrediction> predictions) {
    return new PredictionAnswer(
        request.batchId(),
        workerId,
        answering.id(),
        answering.sequence(),
        model.baseModelId(),
        request.schemaVersion(),
        predictions,
        null);
  }

  private static void requireSchema(
      PredictionRequest request, AdapterShelf.@Nullable Held adapter) {
    if (adapter == null) {
      return;
    }
    AdapterReference reference = adapter.stored().reference();
    requireSchema(request, "Adapter " + reference.adapterId(), reference.schemaVersion());
  }

  private static void requireSchema(PredictionRequest request, String name, int trainedOn) {
    if (trainedOn != request.schemaVersion()) {
      throw new UnscorableException(
          "%s was trained on label schema v%d; the project uses v%d: retrain or migrate"
              .formatted(name, trainedOn, request.schemaVersion()));
    }
  }

  private static List<PostPrediction> predictions(
      PredictionRequest request, ServedYardstick yardstick) {
    YardstickReference reference = yardstick.reference();
    requireSchema(request, "Yardstick " + reference.yardstickId(), reference.schemaVersion());
    List<String> labels = request.task().labels();
    List<LabelScore> scores = yardstick.score(labels, request.posts());
    List<PostPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      predictions.add(prediction(request.posts().get(i).postId(), labels, scores.get(i)));
    }
    return predictions;
  }

  private List<PostPrediction> predictions(
      PredictionRequest request, AdapterShelf.@Nullable Held adapter) {
    Map<String, List<PostText>> byLanguage = new LinkedHashMap<>();
    for (PostText post : request.posts()) {
      byLanguage.computeIfAbsent(post.lang(), none -> new ArrayList<>()).add(post);
    }
    Map<UUID, PostPrediction> predictions = new LinkedHashMap<>();
    byLanguage.forEach(
        (language, posts) -> {
          LabelTask task = labelTask(request.task(), language);
          for (int from = 0; from < posts.size(); from += CHUNK) {
            List<PostText> chunk = posts.subList(from, Math.min(from + CHUNK, posts.size()));
            for (PostPrediction prediction : score(adapter, task, chunk)) {
              predictions.put(prediction.postId(), prediction);
            }
          }
        });
    return List.copyOf(predictions.values());
  }

  private List<PostPrediction> score(
      AdapterShelf.@Nullable Held adapter, LabelTask task, List<PostText> posts) {
    List<LabelScore> scores =
        model.score(
            adapter == null ? null : adapter.adapter(),
            task,
            posts.stream().map(PostText::text).toList());
    List<PostPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < posts.size(); i++) {
      predictions.add(prediction(posts.get(i).postId(), task.labels(), scores.get(i)));
    }
    return predictions;
  }

  private static PostPrediction prediction(UUID postId, List<String> labels, LabelScore score) {
    Map<String, Float> probabilities = new LinkedHashMap<>();
    for (int i = 0; i < labels.size(); i++) {
      float probability = score.probabilities()[i];
      if (!Float.isFinite(probability)) {
        throw new UnscorableException("Post " + postId + " scores " + probability);
      }
      probabilities.put(labels.get(i), probability);
    }
    return new PostPrediction(postId, labels.get(score.best()), probabilities, score.margin());
  }

  /** The task as the engine takes it, for posts of one language. */
  static LabelTask labelTask(TaskSpec task, String language) {
    return new LabelTask(task.task(), language, task.instruction(), task.labels());
  }
}

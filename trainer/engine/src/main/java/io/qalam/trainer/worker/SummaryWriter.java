package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.protocol.PredictionRequest.PostText;
import io.qalam.trainer.protocol.TaskSpec;
import io.qalam.trainer.serve.WrittenSummary;
import io.qalam.trainer.text.SummaryTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Answers requests for summaries, one in a turn of the engine: all its posts under the adapter live
 * when it begins. So a swap falls between two requests, and none is answered by two adapters.
 */
final class SummaryWriter {

  /** New tokens of a summary at most, as {@code ./qalam eval} measures. */
  static final int MOST_TOKENS = 128;

  /** Summaries written together, so that memory does not grow with the requests. */
  private static final int MOST_ROWS = 8;

  private final LabelModel model;
  private final LiveAdapters live;
  private final BatchScorer answers;

  SummaryWriter(LabelModel model, LiveAdapters live, BatchScorer answers) {
    this.model = model;
    this.live = live;
    this.answers = answers;
  }

  /**
   * Answers once: with every post's summary, or an error that says why there are none; never an
   * exception. What is cancelled is not answered, so that its request comes again.
   */
  void answer(PredictionBatch batch, BooleanSupplier cancelled) {
    PredictionRequest request = batch.request();
    try {
      LiveAdapters.Answering answering = live.answering(request.projectId());
      ScoredRequest.requireSchema(answering, request);
      if (answering.yardstick() != null) {
        throw new UnscorableException("A yardstick writes no summaries");
      }
      List<PostPrediction> written = write(request, answering, cancelled);
      if (!cancelled.getAsBoolean()) {
        batch.answer(answers.answer(request, answering, written));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      batch.answer(answers.failed(request, e));
    }
  }

  private List<PostPrediction> write(
      PredictionRequest request, LiveAdapters.Answering answering, BooleanSupplier cancelled) {
    Map<UUID, PostPrediction> written = new LinkedHashMap<>();
    for (List<PostText> posts : byLanguage(request.posts())) {
      for (int from = 0; from < posts.size() && !cancelled.getAsBoolean(); from += MOST_ROWS) {
        List<PostText> some = posts.subList(from, Math.min(posts.size(), from + MOST_ROWS));
        take(some, summaries(request.task(), some, answering, cancelled), written);
      }
    }
    return request.posts().stream()
        .map(PostText::postId)
        .distinct()
        .filter(id -> !cancelled.getAsBoolean())
        .map(id -> Objects.requireNonNull(written.get(id), "a whole request"))
        .toList();
  }

  private List<WrittenSummary> summaries(
      TaskSpec task,
      List<PostText> posts,
      LiveAdapters.Answering answering,
      BooleanSupplier cancelled) {
    return model.summarise(
        answering.adapter() == null ? null : answering.adapter().adapter(),
        new SummaryTask(task.task(), posts.get(0).lang(), task.instruction()),
        posts.stream().map(PostText::text).toList(),
        MOST_TOKENS,
        cancelled);
  }

  private static void take(
      List<PostText> posts, List<WrittenSummary> summaries, Map<UUID, PostPrediction> written) {
    for (int i = 0; i < posts.size(); i++) {
      UUID id = posts.get(i).postId();
      WrittenSummary summary = summaries.get(i);
      if (!Float.isFinite(summary.confidence())) {
        throw new UnscorableException("Post " + id + " is summed up at " + summary.confidence());
      }
      written.put(id, PostPrediction.summary(id, summary.text(), summary.confidence()));
    }
  }

  private static List<List<PostText>> byLanguage(List<PostText> posts) {
    Map<String, List<PostText>> byLanguage = new LinkedHashMap<>();
    for (PostText post : posts) {
      byLanguage.computeIfAbsent(post.lang(), none -> new ArrayList<>()).add(post);
    }
    return List.copyOf(byLanguage.values());
  }
}

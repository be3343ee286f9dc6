package io.qalam.trainer.worker;

import io.qalam.trainer.protocol.PredictionAnswer;
import io.qalam.trainer.protocol.PredictionAnswer.PostPrediction;
import io.qalam.trainer.protocol.PredictionRequest;
import io.qalam.trainer.serve.LabelScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests, of whatever tenants: all posts of a request under the adapter or yardstick live
 * when it begins, the posts of several requests in common calls of the model.
 *
 * <p>A call reads the base's weights once for all its rows, each row by its own adapter. A call
 * that fails is made again request by request, so that a bad adapter or post fails alone.
 */
final class BatchScorer {
  private static final Logger LOG = LoggerFactory.getLogger(BatchScorer.class);

  /** Posts scored by one call of the model, so that memory does not grow with the requests. */
  static final int MOST_ROWS = 64;

  private final LabelModel model;
  private final LiveAdapters live;
  private final String workerId;

  BatchScorer(LabelModel model, LiveAdapters live, String workerId) {
    this.model = model;
    this.live = live;
    this.workerId = workerId;
  }

  /**
   * Answers every one once, as soon as its last post has a score: with predictions, or an error
   * that says why there are none; never an exception.
   */
  void answer(List<PredictionBatch> batches) {
    List<ScoredRequest> asked = new ArrayList<>();
    for (PredictionBatch batch : batches) {
      begin(batch).ifPresent(asked::add);
    }
    calls(byAdapter(asked)).forEach(this::score);
  }

  /** The request if the model is needed for it; a yardstick's is answered at once. */
  private Optional<ScoredRequest> begin(PredictionBatch batch) {
    try {
      var request = new ScoredRequest(batch, live.answering(batch.request().projectId()));
      ServedYardstick yardstick = request.answering().yardstick();
      if (yardstick != null) {
        score(request, yardstick);
      }
      if (request.isComplete()) {
        end(request);
        return Optional.empty();
      }
      return Optional.of(request);
    } catch (RuntimeException | OutOfMemoryError e) {
      batch.answer(failed(batch.request(), e));
      return Optional.empty();
    }
  }

  private static void score(ScoredRequest request, ServedYardstick yardstick) {
    List<String> labels = request.request().task().answers();
    List<LabelScore> scores = yardstick.score(labels, request.request().posts());
    for (int i = 0; i < scores.size(); i++) {
      request.take(request.request().posts().get(i), labels, scores.get(i));
    }
  }

  /** Requests of one adapter side by side, where the engine takes them as one stretch of rows. */
  private static List<ScoredRequest> byAdapter(List<ScoredRequest> requests) {
    Map<Optional<UUID>, List<ScoredRequest>> byAdapter = new LinkedHashMap<>();
    for (ScoredRequest request : requests) {
      byAdapter
          .computeIfAbsent(Optional.ofNullable(request.answering().id()), id -> new ArrayList<>())
          .add(request);
    }
    return byAdapter.values().stream().flatMap(List::stream).toList();
  }

  private static List<List<ScoredRequest.Part>> calls(List<ScoredRequest> requests) {
    List<List<ScoredRequest.Part>> calls = new ArrayList<>();
    int room = 0;
    for (ScoredRequest request : requests) {
      for (ScoredRequest.Part part : request.parts()) {
        for (int from = 0; from < part.posts().size(); ) {
          if (room == 0) {
            calls.add(new ArrayList<>());
            room = MOST_ROWS;
          }
          int to = Math.min(part.posts().size(), from + room);
          calls.get(calls.size() - 1).add(part.cut(from, to));
          room -= to - from;
          from = to;
        }
      }
    }
    return calls;
  }

  private void score(List<ScoredRequest.Part> call) {
    List<ScoredRequest.Part> open = call.stream().filter(part -> !part.of().isOver()).toList();
    if (open.isEmpty()) {
      return;
    }
    List<ScoredRequest> requests = open.stream().map(ScoredRequest.Part::of).distinct().toList();
    try {
      List<List<LabelScore>> scores =
          model.score(open.stream().map(ScoredRequest.Part::question).toList());
      for (int i = 0; i < open.size(); i++) {
        take(open.get(i), scores.get(i));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      if (requests.size() == 1) {
        fail(requests.get(0), e);
      } else {
        LOG.warn("A call of {} requests failed; they are scored one by one", requests.size(), e);
        requests.forEach(this::scoreAlone);
      }
    }
    requests.stream().filter(r -> !r.isOver() && r.isComplete()).forEach(this::end);
  }

  private void scoreAlone(ScoredRequest request) {
    calls(List.of(request)).forEach(this::score);
  }

  private void take(ScoredRequest.Part part, List<LabelScore> scores) {
    try {
      part.take(scores);
    } catch (UnscorableException e) {
      fail(part.of(), e);
    }
  }

  private void end(ScoredRequest request) {
    request.end();
    request.batch().answer(answer(request, request.predictions()));
  }

  private void fail(ScoredRequest request, Throwable reason) {
    if (!request.isOver()) {
      request.end();
      request.batch().answer(failed(request.request(), reason));
    }
  }

  /** The answer to a request that failed, with the reason. */
  PredictionAnswer failed(PredictionRequest request, Throwable reason) {
    if (reason instanceof UnscorableException || reason instanceof IllegalArgumentException) {
      return unscored(request, String.valueOf(reason.getMessage()));
    }
    LOG.error("Batch {} could not be scored", request.batchId(), reason);
    return unscored(request, "Scoring failed: " + reason);
  }

  /** The answer to a request that was not scored. */
  PredictionAnswer unscored(PredictionRequest request, String error) {
    return answer(request, null, live.newestSequence(request.projectId()), List.of(), error);
  }

  private PredictionAnswer answer(ScoredRequest scored, List<PostPrediction> predictions) {
    return answer(scored.request(), scored.answering(), predictions);
  }

  /** The answer to a request by what answered it. */
  PredictionAnswer answer(
      PredictionRequest request,
      LiveAdapters.Answering answering,
      List<PostPrediction> predictions) {
    return answer(request, answering.id(), answering.sequence(), predictions, null);
  }

  private PredictionAnswer answer(
      PredictionRequest request,
      @Nullable UUID adapterId,
      long sequence,
      List<PostPrediction> predictions,
      @Nullable String error) {
    return new PredictionAnswer(
        request.batchId(),
        workerId,
        adapterId,
        sequence,
        model.baseModelId(),
        request.schemaVersion(),
        predictions,
        error);
  }
}

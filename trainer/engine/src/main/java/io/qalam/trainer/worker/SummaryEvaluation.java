package io.qalam.trainer.worker;

import io.qalam.trainer.answer.SummaryReader;
import io.qalam.trainer.eval.PairedBootstrap;
import io.qalam.trainer.eval.SummaryComparison;
import io.qalam.trainer.eval.SummedPost;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.Rouge2;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.serve.WrittenSummary;
import io.qalam.trainer.text.SummaryTask;
import io.qalam.trainer.worker.SummaryRows.HeldOutSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Candidate and live adapter sum up the same held-out posts; ROUGE-2 against what people wrote. The
 * yardstick beside them is each post's first sentence.
 */
final class SummaryEvaluation implements CandidateEvaluation {

  /** Few, since a step of the engine writes all of them and predictions wait for it. */
  private static final int CHUNK = 4;

  private static final int RESAMPLES = 2000;
  private static final Temperature UNFITTED = new Temperature(1, false, 0, 0, null, null);

  private final List<List<HeldOutSummary>> chunks;
  private final List<SummedPost> summed = new ArrayList<>();
  private final long seed;
  private int next;

  SummaryEvaluation(List<HeldOutSummary> posts, long seed) {
    this.chunks = chunks(posts);
    this.seed = seed;
  }

  private static List<List<HeldOutSummary>> chunks(List<HeldOutSummary> posts) {
    record Kind(String part, SummaryTask task) {}
    Map<Kind, List<HeldOutSummary>> kinds = new LinkedHashMap<>();
    for (HeldOutSummary post : posts) {
      kinds
          .computeIfAbsent(new Kind(post.part(), post.task()), none -> new ArrayList<>())
          .add(post);
    }
    List<List<HeldOutSummary>> chunks = new ArrayList<>();
    for (List<HeldOutSummary> kind : kinds.values()) {
      for (int from = 0; from < kind.size(); from += CHUNK) {
        chunks.add(kind.subList(from, Math.min(from + CHUNK, kind.size())));
      }
    }
    return chunks;
  }

  @Override
  public boolean hasNext() {
    return next < chunks.size();
  }

  @Override
  public void next(
      LabelModel model, LabelModel.Adapter candidate, LabelModel.@Nullable Adapter live) {
    List<HeldOutSummary> posts = chunks.get(next);
    List<WrittenSummary> byCandidate = written(model, candidate, posts);
    List<WrittenSummary> byLive = written(model, live, posts);
    for (int i = 0; i < posts.size(); i++) {
      HeldOutSummary post = posts.get(i);
      summed.add(
          new SummedPost(
              post.part(),
              post.task().task(),
              post.task().language(),
              Rouge2.f1(post.summary(), byCandidate.get(i).text()),
              Rouge2.f1(post.summary(), byLive.get(i).text()),
              Rouge2.f1(post.summary(), lead(post.text()))));
    }
    next++;
  }

  private static List<WrittenSummary> written(
      LabelModel model, LabelModel.@Nullable Adapter adapter, List<HeldOutSummary> posts) {
    return model.summarise(
        adapter,
        posts.get(0).task(),
        posts.stream().map(HeldOutSummary::text).toList(),
        SummaryWriter.MOST_TOKENS,
        () -> false);
  }

  private static String lead(String text) {
    return SummaryReader.firstSentence(text).orElse(text);
  }

  @Override
  public List<EvaluationRow> rows(Map<String, Integer> yardstick) {
    return new SummaryComparison(new PairedBootstrap(RESAMPLES, seed)).rows(summed);
  }

  /** None: the confidence of a summary orders the queue and is no probability of being right. */
  @Override
  public Temperature temperature() {
    return UNFITTED;
  }
}

package io.qalam.trainer.worker;

import io.qalam.trainer.eval.AnswerSpace;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.eval.Comparison;
import io.qalam.trainer.eval.JudgedPost;
import io.qalam.trainer.eval.PairedBootstrap;
import io.qalam.trainer.eval.TemperatureFit;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.Temperature;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidate, live adapter and yardstick on the same held-out posts, a few posts at a time. */
final class HeldOutEvaluation implements CandidateEvaluation {
  private static final int CHUNK = 32;
  private static final int RESAMPLES = 2000;

  private final Iterator<List<TrainingPlan.HeldOutPost>> chunks;
  private final List<Judged> judged = new ArrayList<>();
  private final AnswerSpace space;
  private final long seed;

  /** What both adapters answered to a text. */
  private record Judged(TrainingPlan.HeldOutPost post, LabelScore byCandidate, LabelScore byLive) {

    JudgedPost with(@Nullable Integer byYardstick) {
      LabelTask task = post.task();
      return new JudgedPost(
          post.part(),
          task.task(),
          task.language(),
          post.gold(),
          byCandidate.best(),
          byLive.best(),
          byYardstick);
    }
  }

  HeldOutEvaluation(List<TrainingPlan.HeldOutPost> posts, AnswerSpace space, long seed) {
    this.chunks = chunks(posts).iterator();
    this.space = space;
    this.seed = seed;
  }

  @Override
  public boolean hasNext() {
    return chunks.hasNext();
  }

  @Override
  public void next(
      LabelModel model, LabelModel.Adapter candidate, LabelModel.@Nullable Adapter live) {
    List<TrainingPlan.HeldOutPost> posts = chunks.next();
    List<String> texts = posts.stream().map(TrainingPlan.HeldOutPost::text).toList();
    LabelTask task = posts.get(0).task();
    List<LabelScore> byCandidate = model.score(candidate, task, texts);
    List<LabelScore> byLive = model.score(live, task, texts);
    for (int i = 0; i < posts.size(); i++) {
      judged.add(new Judged(posts.get(i), byCandidate.get(i), byLive.get(i)));
    }
  }

  /** Scores the next few posts under one model alone, which stands for both; null is the base. */
  void next(LabelModel model, LabelModel.@Nullable Adapter only) {
    List<TrainingPlan.HeldOutPost> posts = chunks.next();
    List<String> texts = posts.stream().map(TrainingPlan.HeldOutPost::text).toList();
    List<LabelScore> scores = model.score(only, posts.get(0).task(), texts);
    for (int i = 0; i < posts.size(); i++) {
      judged.add(new Judged(posts.get(i), scores.get(i), scores.get(i)));
    }
  }

  @Override
  public List<EvaluationRow> rows(Map<String, Integer> yardstick) {
    List<JudgedPost> posts =
        judged.stream().map(one -> one.with(yardstick.get(one.post().text()))).toList();
    return new Comparison(space, new PairedBootstrap(RESAMPLES, seed)).rows(posts);
  }

  /** Fitted on the development posts scored, measured on the test posts. */
  @Override
  public Temperature temperature() {
    return TemperatureFit.of(scored("DEVELOPMENT"), scored("TEST"));
  }

  private List<Scored> scored(String part) {
    return judged.stream()
        .filter(one -> one.post().part().equals(part) && one.post().isAnswerable())
        .map(one -> new Scored(one.byCandidate(), one.post().gold()))
        .toList();
  }

  private static List<List<TrainingPlan.HeldOutPost>> chunks(List<TrainingPlan.HeldOutPost> posts) {
    record Kind(String part, LabelTask task) {}
    Map<Kind, List<TrainingPlan.HeldOutPost>> kinds = new LinkedHashMap<>();
    for (TrainingPlan.HeldOutPost post : posts) {
      kinds
          .computeIfAbsent(new Kind(post.part(), post.task()), none -> new ArrayList<>())
          .add(post);
    }
    List<List<TrainingPlan.HeldOutPost>> chunks = new ArrayList<>();
    for (List<TrainingPlan.HeldOutPost> kind : kinds.values()) {
      for (int from = 0; from < kind.size(); from += CHUNK) {
        chunks.add(kind.subList(from, Math.min(from + CHUNK, kind.size())));
      }
    }
    return chunks;
  }
}

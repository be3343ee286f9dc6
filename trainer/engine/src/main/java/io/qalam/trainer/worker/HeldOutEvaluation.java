package io.qalam.trainer.worker;

import io.qalam.trainer.eval.Comparison;
import io.qalam.trainer.eval.JudgedPost;
import io.qalam.trainer.eval.PairedBootstrap;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Candidate and live adapter on the same held-out posts, a few posts at a time. */
final class HeldOutEvaluation {
  private static final int CHUNK = 32;
  private static final int RESAMPLES = 2000;

  private final Iterator<List<TrainingPlan.HeldOutPost>> chunks;
  private final List<JudgedPost> judged = new ArrayList<>();
  private final int labels;
  private final long seed;

  HeldOutEvaluation(List<TrainingPlan.HeldOutPost> posts, int labels, long seed) {
    this.chunks = chunks(posts).iterator();
    this.labels = labels;
    this.seed = seed;
  }

  boolean hasNext() {
    return chunks.hasNext();
  }

  /** Scores the next few posts under both; null is the base alone. */
  void next(LabelModel model, LabelModel.Adapter candidate, LabelModel.@Nullable Adapter live) {
    List<TrainingPlan.HeldOutPost> posts = chunks.next();
    List<String> texts = posts.stream().map(TrainingPlan.HeldOutPost::text).toList();
    LabelTask task = posts.get(0).task();
    List<LabelScore> byCandidate = model.score(candidate, task, texts);
    List<LabelScore> byLive = model.score(live, task, texts);
    for (int i = 0; i < posts.size(); i++) {
      judged.add(
          new JudgedPost(
              posts.get(i).part(),
              task.task(),
              task.language(),
              task.labels().indexOf(posts.get(i).label()),
              byCandidate.get(i).best(),
              byLive.get(i).best()));
    }
  }

  /** The figures over all posts scored. */
  List<EvaluationRow> rows() {
    return new Comparison(labels, new PairedBootstrap(RESAMPLES, seed)).rows(judged);
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

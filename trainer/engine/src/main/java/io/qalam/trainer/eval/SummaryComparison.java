package io.qalam.trainer.eval;

import io.qalam.trainer.eval.PairedBootstrap.Intervals;
import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * As {@link Comparison}, by mean ROUGE-2: candidate against live adapter, and each post's first
 * sentence beside them, on the same held-out posts.
 */
public final class SummaryComparison {
  private static final String ALL_LANGUAGES = "all";

  private final PairedBootstrap bootstrap;

  public SummaryComparison(PairedBootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** The rows, in the order in which parts, tasks and languages first come. */
  public List<EvaluationRow> rows(List<SummedPost> posts) {
    Map<Group, List<SummedPost>> groups = new LinkedHashMap<>();
    for (SummedPost post : posts) {
      for (String lang : List.of(ALL_LANGUAGES, post.lang())) {
        groups
            .computeIfAbsent(new Group(post.part(), post.task(), lang), none -> new ArrayList<>())
            .add(post);
      }
    }
    List<EvaluationRow> rows = new ArrayList<>();
    groups.forEach((group, members) -> rows.add(row(group, members)));
    return rows;
  }

  private EvaluationRow row(Group group, List<SummedPost> posts) {
    Intervals intervals =
        Intervals.of(bootstrap.intervals(posts.size(), draw -> rouge2(posts, draw)));
    double candidate = mean(posts, SummedPost::candidate);
    double live = mean(posts, SummedPost::live);
    return new EvaluationRow(
        group.part(),
        group.task(),
        group.lang(),
        posts.size(),
        Scores.ofSummaries((float) candidate)
            .within(intervals.candidate().lower(), intervals.candidate().upper()),
        Scores.ofSummaries((float) live),
        (float) (candidate - live),
        (float) intervals.difference().lower(),
        (float) intervals.difference().upper(),
        Scores.ofSummaries((float) mean(posts, SummedPost::lead)));
  }

  /** The mean difference of these posts, and the candidate's mean. */
  private static double[] rouge2(List<SummedPost> posts, int[] draw) {
    double difference = 0;
    double candidate = 0;
    for (int drawn : draw) {
      SummedPost post = posts.get(drawn);
      difference += post.candidate() - post.live();
      candidate += post.candidate();
    }
    return new double[] {difference / draw.length, candidate / draw.length};
  }

  private static double mean(List<SummedPost> posts, ToDoubleFunction<SummedPost> figure) {
    return posts.stream().mapToDouble(figure).average().orElse(0);
  }

  private record Group(String part, String task, String lang) {}
}

package io.qalam.trainer.eval;

import io.qalam.trainer.protocol.EvaluationRow;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Candidate against live adapter, and the yardstick beside them, on the same held-out posts: one
 * row for every part × task × language, and one over all languages.
 *
 * <p>The gate on the server reads the DEVELOPMENT rows; the TEST rows are for reports alone.
 */
public final class Comparison {
  private static final String ALL_LANGUAGES = "all";

  private final AnswerSpace space;
  private final PairedBootstrap bootstrap;

  /** A comparison of answers that mean this. */
  public Comparison(AnswerSpace space, PairedBootstrap bootstrap) {
    this.space = space;
    this.bootstrap = bootstrap;
  }

  /** The rows, in the order in which parts, tasks and languages first come. */
  public List<EvaluationRow> rows(List<JudgedPost> posts) {
    Map<Group, List<JudgedPost>> groups = new LinkedHashMap<>();
    for (JudgedPost post : posts) {
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

  private EvaluationRow row(Group group, List<JudgedPost> posts) {
    LabelF1 candidate = candidate(posts);
    LabelF1 live = live(posts);
    PairedBootstrap.Intervals intervals = bootstrap.macroF1(posts, space);
    return new EvaluationRow(
        group.part(),
        group.task(),
        group.lang(),
        posts.size(),
        candidate.scores().within(intervals.candidate().lower(), intervals.candidate().upper()),
        live.scores(),
        (float) (candidate.macro() - live.macro()),
        (float) intervals.difference().lower(),
        (float) intervals.difference().upper(),
        yardstick(posts));
  }

  private LabelF1 candidate(Collection<JudgedPost> posts) {
    LabelF1 counts = space.counts();
    posts.forEach(post -> space.add(counts, post.gold(), post.candidate()));
    return counts;
  }

  private LabelF1 live(Collection<JudgedPost> posts) {
    LabelF1 counts = space.counts();
    posts.forEach(post -> space.add(counts, post.gold(), post.live()));
    return counts;
  }

  private @Nullable Scores yardstick(Collection<JudgedPost> posts) {
    LabelF1 counts = space.counts();
    for (JudgedPost post : posts) {
      Integer answer = post.yardstick();
      if (answer == null) {
        return null;
      }
      space.add(counts, post.gold(), answer);
    }
    return counts.scores();
  }

  private record Group(String part, String task, String lang) {}
}

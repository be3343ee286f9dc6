package io.qalam.trainer.report;

import static io.qalam.trainer.report.Subject.ADAPTER;
import static io.qalam.trainer.report.Subject.BASE;
import static io.qalam.trainer.report.Subject.YARDSTICK;

import io.qalam.trainer.eval.PairedBootstrap;
import io.qalam.trainer.eval.PairedBootstrap.Interval;
import io.qalam.trainer.recipe.Catalogue;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a dataset's figures from its outcomes; no model is needed. */
public record FiguresOfOutcomes(PairedBootstrap bootstrap, List<Catalogue.Entry> published) {

  private static final int RESAMPLES = 1000;
  private static final long SEED = 1;

  /** A thousand draws, and what the LlamaLens paper publishes. */
  public static FiguresOfOutcomes standard() {
    return new FiguresOfOutcomes(new PairedBootstrap(RESAMPLES, SEED), Catalogue.all());
  }

  /** All figures of one dataset. */
  public DatasetFigures of(DatasetOutcomes outcomes) {
    List<SubjectFigures> subjects = new ArrayList<>();
    for (SubjectAnswers one : outcomes.answers()) {
      subjects.add(figures(outcomes, one, Way.WRITTEN));
      if (one.subject() != YARDSTICK && one.isScored()) {
        subjects.add(figures(outcomes, one, Way.SCORED));
      }
    }
    List<Difference> differences = new ArrayList<>();
    for (Way way : Way.values()) {
      difference(outcomes, ADAPTER, BASE, way).ifPresent(differences::add);
      difference(outcomes, ADAPTER, YARDSTICK, way).ifPresent(differences::add);
      difference(outcomes, BASE, YARDSTICK, way).ifPresent(differences::add);
    }
    DatasetFigures figures =
        new DatasetFigures(
            outcomes.measured(),
            outcomes.rows().size(),
            subjects,
            differences,
            Published.of(outcomes.measured(), outcomes.rows().size(), published),
            List.of());
    return new DatasetFigures(
        figures.measured(),
        figures.rows(),
        subjects,
        differences,
        figures.published(),
        Verdict.of(figures));
  }

  private SubjectFigures figures(DatasetOutcomes outcomes, SubjectAnswers one, Way way) {
    DrawnFigures drawn = new DrawnFigures(outcomes, one, way);
    double[] values = drawn.ofAll();
    List<Interval> intervals = bootstrap.intervals(outcomes.rows().size(), drawn);
    List<String> names = DrawnFigures.names(outcomes.measured());
    Map<String, Figure> figures = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      figures.put(names.get(i), Figure.of(values[i], intervals.get(i)));
    }
    boolean asWritten = way == Way.WRITTEN && one.subject() != YARDSTICK;
    return new SubjectFigures(
        one.subject(),
        way,
        figures,
        asWritten ? AnswerCounts.kinds(one) : Map.of(),
        AnswerCounts.confusion(outcomes, one, way),
        asWritten ? null : ReliabilityOfAnswers.of(outcomes, one),
        asWritten ? AnswerCounts.unread(one) : List.of());
  }

  private Optional<Difference> difference(
      DatasetOutcomes outcomes, Subject of, Subject against, Way way) {
    Optional<DrawnFigures> first = drawn(outcomes, of, way);
    Optional<DrawnFigures> second = drawn(outcomes, against, way);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    int main = DrawnFigures.main(outcomes.measured());
    double value = first.get().ofAll()[main] - second.get().ofAll()[main];
    Interval interval =
        bootstrap
            .intervals(
                outcomes.rows().size(),
                draw ->
                    new double[] {first.get().apply(draw)[main] - second.get().apply(draw)[main]})
            .get(0);
    return Optional.of(new Difference(of, against, way, Figure.of(value, interval)));
  }

  /** The yardstick's one answer stands beside either way of a model's. */
  private static Optional<DrawnFigures> drawn(DatasetOutcomes outcomes, Subject of, Way way) {
    return outcomes
        .of(of)
        .filter(one -> of == YARDSTICK || way == Way.WRITTEN || one.isScored())
        .map(one -> new DrawnFigures(outcomes, one, of == YARDSTICK ? Way.WRITTEN : way));
  }
}

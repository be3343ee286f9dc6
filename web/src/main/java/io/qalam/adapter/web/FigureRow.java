package io.qalam.adapter.web;

import io.qalam.evaluation.model.Evaluation;
import io.qalam.evaluation.model.Part;
import io.qalam.evaluation.model.Scores;
import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One measure of a whole part as the page shows it: what was live, the candidate and the yardstick.
 *
 * @param measure the measure's published name
 */
public record FigureRow(Part part, String measure, String live, String candidate, String yardstick)
    implements Serializable {

  private record Measure(String name, ToDoubleFunction<Scores> figure) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("Macro-F1", Scores::macroF1),
          new Measure("Weighted-F1", Scores::weightedF1),
          new Measure("Micro-F1", Scores::microF1),
          new Measure("Accuracy", Scores::accuracy));

  private static final List<Measure> OF_SUMMARIES = List.of(new Measure("ROUGE-2", Scores::figure));

  /** Every measure of every part over all languages. */
  static List<FigureRow> of(List<Evaluation> report, TrainingWords words) {
    return report.stream()
        .filter(Evaluation::coversAllLanguages)
        .flatMap(row -> of(row, words))
        .toList();
  }

  private static Stream<FigureRow> of(Evaluation row, TrainingWords words) {
    return (row.getCandidate().rouge2() == null ? MEASURES : OF_SUMMARIES)
        .stream()
            .map(
                measure ->
                    new FigureRow(
                        row.getPart(),
                        measure.name(),
                        figure(measure, row.getLive(), words),
                        figure(measure, row.getCandidate(), words),
                        figure(measure, row.getYardstick(), words)));
  }

  private static String figure(Measure measure, @Nullable Scores scores, TrainingWords words) {
    return scores == null
        ? words.notMeasured()
        : words.share((float) measure.figure().applyAsDouble(scores));
  }
}

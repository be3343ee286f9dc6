package io.qalam.trainer.report;

import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.protocol.EvaluationRow.Scores;
import java.util.Optional;

/**
 * How good answers are, from 0 to 1.
 *
 * @param main the figure that the dataset is known by
 */
public record Figures(double main, Scores scores) {

  static Figures of(LabelF1 counts, String metric, Optional<Integer> positive) {
    double main =
        switch (metric) {
          case "micro-f1" -> counts.micro();
          case "weighted-f1" -> counts.weighted();
          case "accuracy" -> counts.accuracy();
          case "positive-f1" -> counts.f1(positive.orElseThrow());
          default -> counts.macro();
        };
    return new Figures(main, counts.scores());
  }
}

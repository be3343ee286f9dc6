package io.qalam.trainer.report;

import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.report.SubjectFigures.Reliability;
import io.qalam.trainer.serve.LabelScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far one subject's probabilities can be believed, as they come and at its temperature. */
final class ReliabilityOfAnswers {

  private ReliabilityOfAnswers() {}

  /** Of the measured rows; null without probabilities or a temperature. */
  static @Nullable Reliability of(DatasetOutcomes outcomes, SubjectAnswers one) {
    Double temperature = one.temperature();
    if (temperature == null || !one.isScored()) {
      return null;
    }
    List<Scored> come = new ArrayList<>();
    List<Scored> scaled = new ArrayList<>();
    for (int row = 0; row < one.given().size(); row++) {
      LabelScore score = score(one.given().get(row));
      int gold = outcomes.rows().get(row).gold().get(0);
      come.add(new Scored(score, gold));
      scaled.add(new Scored(Calibration.scaled(score, temperature), gold));
    }
    return new Reliability(
        temperature,
        Calibration.expectedError(come),
        Calibration.expectedError(scaled),
        Calibration.bins(come),
        Calibration.bins(scaled));
  }

  private static LabelScore score(Given given) {
    List<Float> all = given.probabilities();
    float[] probabilities = new float[all == null ? 0 : all.size()];
    for (int label = 0; all != null && label < probabilities.length; label++) {
      probabilities[label] = all.get(label);
    }
    return new LabelScore(probabilities);
  }
}

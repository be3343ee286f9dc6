package io.qalam.adapter.web;

import io.qalam.evaluation.Calibration;
import io.qalam.evaluation.model.Evaluation;
import io.qalam.training.model.TrainingLoss;
import io.qalam.training.model.TrainingRun;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * The run that the training page shows in full.
 *
 * @param report the candidate beside what was live, by part and language
 * @param figures every measure over all languages
 * @param yardstickBetter that the yardstick is better than the candidate; empty where it is not
 * @param calibration a sentence each for adapter and yardstick, where they were trained
 * @param lossChart the chart's configuration; empty before the first step
 */
public record ShownRun(
    RunRow run,
    List<ReportRow> report,
    List<FigureRow> figures,
    String yardstickBetter,
    List<String> calibration,
    String lossChart)
    implements Serializable {

  static ShownRun of(
      TrainingRun run,
      List<Evaluation> measured,
      Calibration calibration,
      List<TrainingLoss> losses,
      float gateDelta,
      ZoneId zone,
      TrainingWords words) {
    return new ShownRun(
        RunRow.of(run, zone, words),
        ReportRow.of(measured, gateDelta, words),
        FigureRow.of(measured, words),
        words.yardstick(measured),
        words.calibration(calibration),
        losses.isEmpty()
            ? ""
            : LossChart.of(
                losses, run.getSteps(), words.text("loss.axis"), words.text("loss.step")));
  }
}

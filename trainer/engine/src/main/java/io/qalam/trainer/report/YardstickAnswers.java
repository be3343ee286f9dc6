package io.qalam.trainer.report;

import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.answer.SummaryReader;
import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.protocol.Rouge2;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.yardstick.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a user would have without a language model, on the same rows. */
final class YardstickAnswers {

  private static final long SEED = 1;

  private YardstickAnswers() {}

  /**
   * Its answers; none where fewer than two labels have training rows, so that none can be learnt.
   */
  static Optional<SubjectAnswers> on(MeasuredRows rows) {
    if (rows.isSummary()) {
      return Optional.of(firstSentences(rows));
    }
    return rows.hasSeveralLabels() ? severalLabels(rows) : oneLabel(rows);
  }

  /** The first sentence of the text, or all of a text without a full stop. */
  private static SubjectAnswers firstSentences(MeasuredRows rows) {
    List<Given> given = new ArrayList<>();
    for (InstructionRow row : rows.measured()) {
      String lead = SummaryReader.firstSentence(row.input()).orElse(row.input());
      given.add(Given.summary(AnswerKind.SUMMARY, Rouge2.f1(row.output(), lead)));
    }
    return new SubjectAnswers(Subject.YARDSTICK, null, given);
  }

  private static Optional<SubjectAnswers> oneLabel(MeasuredRows rows) {
    List<Yardstick.Row> train =
        rows.train().stream()
            .map(row -> new Yardstick.Row(row.input(), rows.gold(row).get(0)))
            .toList();
    return trained(train, rows.labels().size()).map(yardstick -> oneLabel(rows, yardstick));
  }

  private static SubjectAnswers oneLabel(MeasuredRows rows, Yardstick yardstick) {
    List<Given> given = new ArrayList<>();
    for (InstructionRow row : rows.measured()) {
      LabelScore score = yardstick.score(row.input());
      Given best = new Given(AnswerKind.LABEL, List.of(score.best()), null, null, null);
      given.add(ModelAnswers.withProbabilities(best, score));
    }
    return new SubjectAnswers(Subject.YARDSTICK, temperature(rows, yardstick), given);
  }

  private static @Nullable Double temperature(MeasuredRows rows, Yardstick yardstick) {
    return rows.development().isEmpty()
        ? null
        : Double.valueOf(
            Calibration.temperature(
                rows.development().stream()
                    .map(row -> new Scored(yardstick.score(row.input()), rows.gold(row).get(0)))
                    .toList()));
  }

  /**
   * One yardstick a label, which says whether the row has it; where none says so, the label that is
   * nearest to it, as every row has one.
   */
  private static Optional<SubjectAnswers> severalLabels(MeasuredRows rows) {
    List<ToDoubleFunction<String>> labels = new ArrayList<>();
    for (int label = 0; label < rows.labels().size(); label++) {
      labels.add(ofLabel(rows, label));
    }
    if (rows.train().isEmpty()) {
      return Optional.empty();
    }
    List<Given> given = new ArrayList<>();
    for (InstructionRow row : rows.measured()) {
      double[] chances = labels.stream().mapToDouble(l -> l.applyAsDouble(row.input())).toArray();
      given.add(new Given(AnswerKind.LABEL, likely(chances), null, null, null));
    }
    return Optional.of(new SubjectAnswers(Subject.YARDSTICK, null, given));
  }

  private static ToDoubleFunction<String> ofLabel(MeasuredRows rows, int label) {
    List<Yardstick.Row> train =
        rows.train().stream()
            .map(row -> new Yardstick.Row(row.input(), rows.gold(row).contains(label) ? 1 : 0))
            .toList();
    boolean always = !train.isEmpty() && train.stream().allMatch(row -> row.label() == 1);
    return trained(train, 2)
        .<ToDoubleFunction<String>>map(one -> text -> one.score(text).probabilities()[1])
        .orElse(text -> always ? 1 : 0);
  }

  private static List<Integer> likely(double[] chances) {
    List<Integer> likely =
        IntStream.range(0, chances.length).filter(i -> chances[i] >= .5).boxed().toList();
    int best =
        IntStream.range(0, chances.length)
            .reduce((one, other) -> chances[other] > chances[one] ? other : one)
            .orElseThrow();
    return likely.isEmpty() ? List.of(best) : likely;
  }

  private static Optional<Yardstick> trained(List<Yardstick.Row> train, int labels) {
    boolean learns = train.stream().mapToInt(Yardstick.Row::label).distinct().count() > 1;
    return learns ? Optional.of(Yardstick.train(train, labels, SEED)) : Optional.empty();
  }
}

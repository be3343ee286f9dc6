package io.qalam.trainer.report;

import io.qalam.trainer.answer.Answer;
import io.qalam.trainer.answer.AnswerReader;
import io.qalam.trainer.answer.SummaryReader;
import io.qalam.trainer.answer.SummaryReader.Summary;
import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.protocol.Rouge2;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.text.SummaryTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model, alone or with an adapter, answers to a dataset's rows.
 *
 * @param step told of every row that was read once
 */
record ModelAnswers(
    Engine engine, @Nullable LoraAdapter adapter, EvaluationSetting setting, Runnable step) {

  /** Rows that go to the engine at once: enough to fill its batches, few enough to see progress. */
  private static final int CHUNK = 64;

  private static final int MOST_SHOWN = 200;

  SubjectAnswers on(Subject subject, MeasuredRows rows) {
    if (rows.isSummary()) {
      return new SubjectAnswers(subject, null, summaries(rows));
    }
    List<Given> written = labels(rows);
    if (rows.hasSeveralLabels()) {
      return new SubjectAnswers(subject, null, written);
    }
    List<LabelScore> scores = scores(rows, rows.measured());
    List<Given> both =
        IntStream.range(0, scores.size())
            .mapToObj(i -> withProbabilities(written.get(i), scores.get(i)))
            .toList();
    return new SubjectAnswers(subject, temperature(rows, scores), both);
  }

  private List<Given> labels(MeasuredRows rows) {
    AnswerReader reader = new AnswerReader(rows.labels());
    List<Given> given = new ArrayList<>();
    for (List<InstructionRow> chunk : chunks(rows.measured())) {
      for (String text : written(rows.labelTask(), chunk)) {
        Answer answer = rows.hasSeveralLabels() ? reader.readAll(text) : reader.read(text);
        List<Integer> labels = answer.labels().stream().boxed().toList();
        given.add(
            new Given(answer.kind(), labels, null, null, labels.isEmpty() ? shown(text) : null));
      }
    }
    return given;
  }

  private List<String> written(LabelTask task, List<InstructionRow> chunk) {
    List<String> written =
        engine.generate(adapter, task, inputs(chunk), setting.labelTokens(), (prompt, id) -> {});
    chunk.forEach(row -> step.run());
    return written;
  }

  private List<Given> summaries(MeasuredRows rows) {
    SummaryTask task = rows.summaryTask();
    List<Given> given = new ArrayList<>();
    for (List<InstructionRow> chunk : chunks(rows.measured())) {
      int[] tokens = new int[chunk.size()];
      List<String> written =
          engine.generate(
              adapter,
              task,
              inputs(chunk),
              setting.summaryTokens(),
              (prompt, id) -> tokens[prompt]++);
      for (int i = 0; i < chunk.size(); i++) {
        boolean full = tokens[i] == setting.summaryTokens();
        given.add(summary(chunk.get(i), written.get(i), full));
        step.run();
      }
    }
    return given;
  }

  private static Given summary(InstructionRow row, String written, boolean full) {
    Summary summary = SummaryReader.read(written, row.input(), full);
    return new Given(
        summary.kind(),
        List.of(),
        null,
        Rouge2.f1(row.output(), summary.text()),
        shown(summary.text()));
  }

  private List<LabelScore> scores(MeasuredRows rows, List<InstructionRow> measured) {
    List<LabelScore> scores = new ArrayList<>();
    for (List<InstructionRow> chunk : chunks(measured)) {
      scores.addAll(engine.score(adapter, rows.labelTask(), inputs(chunk)));
      chunk.forEach(row -> step.run());
    }
    return scores;
  }

  private @Nullable Double temperature(MeasuredRows rows, List<LabelScore> measured) {
    if (rows.development().isEmpty()) {
      return null;
    }
    List<LabelScore> scores =
        rows.development().equals(rows.measured()) ? measured : scores(rows, rows.development());
    return Calibration.temperature(
        IntStream.range(0, scores.size())
            .mapToObj(i -> new Scored(scores.get(i), rows.gold(rows.development().get(i)).get(0)))
            .toList());
  }

  static Given withProbabilities(Given written, LabelScore score) {
    List<Float> probabilities = new ArrayList<>();
    for (float probability : score.probabilities()) {
      probabilities.add(probability);
    }
    return new Given(written.kind(), written.labels(), probabilities, null, written.written());
  }

  private static List<String> inputs(List<InstructionRow> rows) {
    return rows.stream().map(InstructionRow::input).toList();
  }

  private static <T> List<List<T>> chunks(List<T> all) {
    return IntStream.iterate(0, from -> from < all.size(), from -> from + CHUNK)
        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + CHUNK)))
        .toList();
  }

  private static String shown(String text) {
    int end =
        text.offsetByCodePoints(0, Math.min(MOST_SHOWN, text.codePointCount(0, text.length())));
    return text.substring(0, end);
  }
}

package io.qalam.trainer.report;

import io.qalam.trainer.answer.Answer;
import io.qalam.trainer.answer.AnswerKind;
import io.qalam.trainer.answer.AnswerReader;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.eval.Calibration;
import io.qalam.trainer.eval.Calibration.Scored;
import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.report.DatasetReport.Reliability;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import io.qalam.trainer.yardstick.Yardstick;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures a model on prepared datasets.
 *
 * <p>Kmainasi et al. 2024, arXiv:2410.15308: the dataset's first instruction, temperature 0, at
 * most 20 new tokens, the answer read by pattern. An answer that is no label counts as wrong.
 *
 * @param adapter or null for the base alone
 * @param mostRows measured of each dataset, the first of its split
 */
public record DatasetEvaluation(Engine engine, @Nullable LoraAdapter adapter, int mostRows) {

  private static final int MOST_TOKENS = 20;
  private static final long YARDSTICK_SEED = 1;

  /**
   * Measures one dataset with labels.
   *
   * @throws IllegalArgumentException when the split has no row
   */
  public DatasetReport evaluate(StoredDataset dataset, Split split) throws IOException {
    List<InstructionRow> rows = first(dataset, split);
    LabelTask task = task(dataset, rows);
    return dataset.hasSeveralLabels()
        ? severalLabels(dataset, task, rows)
        : oneLabel(dataset, task, rows, split);
  }

  private List<InstructionRow> first(StoredDataset dataset, Split split) throws IOException {
    List<InstructionRow> rows = dataset.rows(split);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(dataset.name() + " has no " + split + " row to measure");
    }
    return rows.subList(0, Math.min(mostRows, rows.size()));
  }

  private static LabelTask task(StoredDataset dataset, List<InstructionRow> rows) {
    return new LabelTask(
        dataset.task(), dataset.language(), rows.get(0).instruction(), dataset.labels());
  }

  private DatasetReport oneLabel(
      StoredDataset dataset, LabelTask task, List<InstructionRow> rows, Split split)
      throws IOException {
    LabelF1 written = new LabelF1(dataset.labels().size());
    Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    AnswerReader reader = new AnswerReader(dataset.labels());
    List<String> answers = answers(task, rows);
    for (int i = 0; i < rows.size(); i++) {
      Answer answer = reader.read(answers.get(i));
      kinds.merge(answer.kind(), 1, Integer::sum);
      written.add(gold(dataset, rows.get(i)), answer.label());
    }
    List<Scored> scored = scored(dataset, task, rows);
    List<Scored> development =
        split == Split.DEVELOPMENT
            ? scored
            : scored(dataset, task, first(dataset, Split.DEVELOPMENT));
    return report(
        dataset,
        rows,
        figures(dataset, written),
        kinds,
        figures(dataset, counted(dataset, scored)),
        reliability(development, scored),
        figures(dataset, counted(dataset, byYardstick(dataset, rows))));
  }

  private DatasetReport severalLabels(
      StoredDataset dataset, LabelTask task, List<InstructionRow> rows) {
    LabelF1 written = new LabelF1(dataset.labels().size());
    Map<AnswerKind, Integer> kinds = new EnumMap<>(AnswerKind.class);
    AnswerReader reader = new AnswerReader(dataset.labels());
    List<String> answers = answers(task, rows);
    for (int i = 0; i < rows.size(); i++) {
      Answer answer = reader.readAll(answers.get(i));
      kinds.merge(answer.kind(), 1, Integer::sum);
      written.add(golds(dataset, rows.get(i)), answer.labels());
    }
    return report(dataset, rows, figures(dataset, written), kinds, null, null, null);
  }

  private List<String> answers(LabelTask task, List<InstructionRow> rows) {
    return engine.generate(
        adapter,
        task,
        rows.stream().map(InstructionRow::input).toList(),
        MOST_TOKENS,
        (prompt, id) -> {});
  }

  private List<Scored> scored(StoredDataset dataset, LabelTask task, List<InstructionRow> rows) {
    List<LabelScore> scores =
        engine.score(adapter, task, rows.stream().map(InstructionRow::input).toList());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> new Scored(scores.get(i), gold(dataset, rows.get(i))))
        .toList();
  }

  private static List<Scored> byYardstick(StoredDataset dataset, List<InstructionRow> rows)
      throws IOException {
    List<Yardstick.Row> train = new ArrayList<>();
    for (InstructionRow row : dataset.rows(Split.TRAIN)) {
      train.add(new Yardstick.Row(row.input(), gold(dataset, row)));
    }
    Yardstick yardstick = Yardstick.train(train, dataset.labels().size(), YARDSTICK_SEED);
    return rows.stream()
        .map(row -> new Scored(yardstick.score(row.input()), gold(dataset, row)))
        .toList();
  }

  private static LabelF1 counted(StoredDataset dataset, List<Scored> scored) {
    LabelF1 counts = new LabelF1(dataset.labels().size());
    scored.forEach(one -> counts.add(one.gold(), one.score().best()));
    return counts;
  }

  private static Reliability reliability(List<Scored> development, List<Scored> measured) {
    double temperature = Calibration.temperature(development);
    List<Scored> scaled =
        measured.stream()
            .map(one -> new Scored(Calibration.scaled(one.score(), temperature), one.gold()))
            .toList();
    return new Reliability(
        temperature, Calibration.expectedError(measured), Calibration.expectedError(scaled));
  }

  private static Figures figures(StoredDataset dataset, LabelF1 counts) {
    return Figures.of(counts, dataset.metric(), dataset.positive());
  }

  private static int gold(StoredDataset dataset, InstructionRow row) {
    return dataset.labels().indexOf(row.output());
  }

  private static BitSet golds(StoredDataset dataset, InstructionRow row) {
    BitSet golds = new BitSet();
    row.outputs().forEach(label -> golds.set(dataset.labels().indexOf(label)));
    return golds;
  }

  private static DatasetReport report(
      StoredDataset dataset,
      List<InstructionRow> rows,
      Figures written,
      Map<AnswerKind, Integer> kinds,
      @Nullable Figures scored,
      @Nullable Reliability calibration,
      @Nullable Figures yardstick) {
    return new DatasetReport(
        dataset.name(),
        dataset.language(),
        dataset.task(),
        dataset.metric(),
        rows.size(),
        written,
        kinds,
        scored,
        calibration,
        yardstick);
  }
}

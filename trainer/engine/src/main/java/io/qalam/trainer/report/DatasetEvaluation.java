package io.qalam.trainer.report;

import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.file.Sha256;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.report.DatasetOutcomes.Row;
import io.qalam.trainer.report.DatasetOutcomes.SubjectAnswers;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures the base, the adapter and the yardstick on the same rows of prepared datasets.
 *
 * <p>Kmainasi et al. 2024, arXiv:2410.15308: the dataset's first instruction, temperature 0, top_p
 * 1, the answer read by pattern. An answer that is no label counts as wrong.
 *
 * @param adapter or null for the base alone
 * @param adapterId what the adapter is called in the outcomes; null likewise
 */
public record DatasetEvaluation(
    Engine engine,
    @Nullable LoraAdapter adapter,
    @Nullable String adapterId,
    EvaluationSetting setting) {

  /** What an evaluation of the dataset would say it measured. */
  private Measured measured(MeasuredRows rows) {
    StoredDataset dataset = rows.dataset();
    String positive =
        dataset.positive().isPresent() ? rows.labels().get(dataset.positive().get()) : null;
    return new Measured(
        dataset.name(),
        dataset.language(),
        dataset.task(),
        dataset.isSummary() ? "summary" : dataset.hasSeveralLabels() ? "labels" : "label",
        dataset.metric(),
        positive,
        rows.labels(),
        setting.split().name().toLowerCase(Locale.ROOT),
        rows.inSplit(),
        rows.train().size(),
        rows.development().size(),
        engine.baseModelId(),
        adapterId,
        dataset.isSummary() ? setting.summaryTokens() : setting.labelTokens());
  }

  /** Whether the split that is measured has any. */
  public boolean hasRows(StoredDataset dataset) {
    return !dataset.rows(setting.split()).isEmpty();
  }

  /** What stays the same where nothing that is measured changed: models, settings and rows. */
  String fingerprint(StoredDataset dataset) throws IOException {
    Sha256 digest = new Sha256();
    digest.add(DatasetOutcomes.FORMAT);
    digest.add(setting.toString());
    digest.add(engine.baseModelId());
    digest.add(String.valueOf(adapterId));
    digest.add(dataset.folder().resolve("dataset.json"));
    for (Split split : Split.values()) {
      digest.add(dataset.folder().resolve(split.name().toLowerCase(Locale.ROOT) + ".jsonl"));
    }
    return digest.hex();
  }

  /**
   * Measures one dataset and leaves its outcomes in the folder; what lies there, measured with the
   * same models, settings and rows, is not measured again.
   */
  public DatasetOutcomes evaluate(StoredDataset dataset, OutcomesFolder folder, Progress progress)
      throws IOException {
    Optional<DatasetOutcomes> done =
        folder.done(dataset.language(), dataset.name(), fingerprint(dataset));
    if (done.isPresent()) {
      progress.wasDone(folder.file(dataset.language(), dataset.name()));
      return done.get();
    }
    DatasetOutcomes outcomes = evaluate(dataset, progress);
    folder.write(outcomes);
    return outcomes;
  }

  /**
   * Measures one dataset.
   *
   * @throws IllegalArgumentException when the split has no row, or a row no label of the dataset's
   */
  public DatasetOutcomes evaluate(StoredDataset dataset, Progress progress) throws IOException {
    MeasuredRows rows = MeasuredRows.of(dataset, setting);
    int subjects = adapter == null ? 1 : 2;
    Steps steps = new Steps(progress, rows.steps() * subjects + rows.yardstickSteps());
    List<SubjectAnswers> answers = new ArrayList<>();
    answers.add(new ModelAnswers(engine, null, setting, steps).on(Subject.BASE, rows));
    if (adapter != null) {
      answers.add(new ModelAnswers(engine, adapter, setting, steps).on(Subject.ADAPTER, rows));
    }
    yardstick(rows, progress).ifPresent(answers::add);
    steps.finish();
    return new DatasetOutcomes(
        DatasetOutcomes.FORMAT,
        fingerprint(dataset),
        measured(rows),
        rows.measured().stream().map(row -> new Row(key(row), rows.gold(row))).toList(),
        answers);
  }

  /** Its terms are in Java's heap; what the models answered is worth keeping without it. */
  private static Optional<SubjectAnswers> yardstick(MeasuredRows rows, Progress progress) {
    try {
      return YardstickAnswers.on(rows);
    } catch (OutOfMemoryError e) {
      progress.leftOut(
          "the yardstick: the terms of %,d training rows do not fit Java's heap of %,d MiB"
              .formatted(rows.train().size(), Runtime.getRuntime().maxMemory() >> 20));
      return Optional.empty();
    }
  }

  private static String key(InstructionRow row) {
    Sha256 digest = new Sha256();
    digest.add(row.input().getBytes(StandardCharsets.UTF_8));
    return digest.hex().substring(0, 16);
  }

  /** Counts what was done. */
  private static final class Steps implements Runnable {
    private final Progress progress;
    private final int all;
    private int done;

    Steps(Progress progress, int all) {
      this.progress = progress;
      this.all = all;
    }

    @Override
    public void run() {
      progress.at(++done, all);
    }

    void finish() {
      progress.at(all, all);
    }
  }
}

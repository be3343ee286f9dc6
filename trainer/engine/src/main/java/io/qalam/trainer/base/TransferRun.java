package io.qalam.trainer.base;

import io.qalam.trainer.corpus.TransferRows;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * LoRA on the training rows of one task, everything that could be set chosen on its development
 * rows: selection of rows, epochs, prior correction. A setting is measured after each epoch.
 *
 * <p>The test rows are looked at once, with what was chosen.
 */
final class TransferRun {
  private static final int EPOCHS = 8;
  private static final List<Setting> SETTINGS =
      List.of(new Setting(RowSelection.BALANCED, 1e-3f), new Setting(RowSelection.SHUFFLED, 1e-3f));

  private record Setting(RowSelection selection, float learningRate) {}

  /**
   * What was chosen, and what it gave.
   *
   * @param answers to the test rows, each a label's index
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Found(
      RowSelection selection,
      float learningRate,
      int epochs,
      double priorStrength,
      double development,
      int[] answers) {}

  private final Engine engine;
  private final TransferRows rows;
  private final Path adapter;
  private final long seed;
  private @Nullable Found best;
  private @Nullable PriorCorrection correction;

  /**
   * @param adapter the folder that keeps the chosen adapter
   */
  TransferRun(Engine engine, TransferRows rows, Path adapter, long seed) {
    this.engine = engine;
    this.rows = rows;
    this.adapter = adapter;
    this.seed = seed;
  }

  Found run() throws IOException {
    for (Setting setting : SETTINGS) {
      train(setting);
    }
    if (best == null || correction == null) {
      throw new IllegalStateException("No setting was measured");
    }
    try (LoraAdapter chosen = engine.load(adapter)) {
      return new Found(
          best.selection(),
          best.learningRate(),
          best.epochs(),
          best.priorStrength(),
          best.development(),
          correction.answers(scores(chosen, rows.test())));
    }
  }

  private void train(Setting setting) throws IOException {
    try (LoraTraining training = engine.train(spec(setting), rows.training(), null, null)) {
      int stepsOfEpoch = training.steps() / EPOCHS;
      while (!training.done()) {
        training.next();
        int epoch = training.currentStep() / stepsOfEpoch;
        if (training.currentStep() % stepsOfEpoch == 0) {
          measure(setting, epoch, training);
        }
      }
    }
  }

  private void measure(Setting setting, int epoch, LoraTraining training) throws IOException {
    try (LoraAdapter candidate = training.adapter()) {
      PriorCorrection.Chosen chosen =
          PriorCorrection.choose(
              rows.training(), scores(candidate, rows.development()), rows.development());
      System.err.printf(
          Locale.ROOT,
          "  %s at %.0e, %d epochs, prior %.2f: development macro-F1 %.3f%n",
          setting.selection(),
          setting.learningRate(),
          epoch,
          chosen.correction().strength(),
          chosen.macroF1());
      if (best == null || chosen.macroF1() > best.development()) {
        correction = chosen.correction();
        best =
            new Found(
                setting.selection(),
                setting.learningRate(),
                epoch,
                correction.strength(),
                chosen.macroF1(),
                new int[0]);
        training.save(adapter);
      }
    }
  }

  private LoraRunSpec spec(Setting setting) {
    LoraRunSpec usual = LoraRunSpec.forSmallBase(seed);
    return new LoraRunSpec(
        usual.lora(),
        usual.optimizer().at(setting.learningRate()),
        EPOCHS,
        usual.batchSize(),
        usual.maxTokens(),
        setting.selection(),
        usual.trainEmbeddings(),
        usual.footprint(),
        seed);
  }

  private List<LabelScore> scores(@Nullable LoraAdapter adapter, List<TrainingExample> examples) {
    return engine.score(
        adapter, examples.get(0).task(), examples.stream().map(TrainingExample::text).toList());
  }
}

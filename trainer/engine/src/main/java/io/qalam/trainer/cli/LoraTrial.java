package io.qalam.trainer.cli;

import com.sun.management.OperatingSystemMXBean;
import io.qalam.trainer.base.MacroF1;
import io.qalam.trainer.corpus.TrialRows;
import io.qalam.trainer.fit.LoraRunSpec;
import io.qalam.trainer.fit.LoraTraining;
import io.qalam.trainer.fit.RowSelection;
import io.qalam.trainer.fit.StepReport;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.LoraConfig;
import io.qalam.trainer.lora.PeftFolder;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Trains an adapter on a few rows of a file and prints macro-F1 on others, with and without it: how
 * the defaults were chosen.
 *
 * <p>{@code --model DIR --file F.jsonl --label FIELD --labels a,b,c --instruction TEXT --train 280
 * --test 300 --seed N} and any setting of {@link LoraRunSpec}; {@code --out DIR} keeps the adapter.
 * Of ArSarcasm-v2 and BRIGHTER Hindi only the rows are taken that the base never saw.
 */
public final class LoraTrial {
  private static final Set<String> OPTIONS =
      Set.of(
          "--model",
          "--file",
          "--label",
          "--labels",
          "--instruction",
          "--language",
          "--train",
          "--test",
          "--seed",
          "--threads",
          "--rank",
          "--alpha",
          "--dropout-percent",
          "--rate-millionths",
          "--epochs",
          "--batch",
          "--balance",
          "--out",
          "--embeddings");

  private LoraTrial() {}

  public static void main(String[] arguments) throws IOException {
    Options options = new Options(arguments, OPTIONS);
    LabelTask task =
        new LabelTask(
            options.text("--label"),
            options.text("--language"),
            options.text("--instruction"),
            List.of(options.text("--labels").split(",", -1)));
    long seed = options.number("--seed", 1);
    List<TrainingExample> rows = TrialRows.read(options.path("--file"), task);
    Collections.shuffle(rows, new Random(seed));
    int train = (int) options.number("--train", 280);
    int test = (int) Math.min(options.number("--test", 300), rows.size() - train);
    try (Engine engine =
        Engine.open(options.path("--model"), "cpu", (int) options.number("--threads", 1))) {
      Optional<Path> out =
          options.has("--out") ? Optional.of(options.path("--out")) : Optional.empty();
      run(
          engine,
          spec(options, seed),
          rows.subList(0, train),
          rows.subList(train, train + test),
          out);
    }
  }

  private static LoraRunSpec spec(Options options, long seed) {
    LoraRunSpec base = LoraRunSpec.forSmallBase(seed);
    LoraConfig lora =
        new LoraConfig(
            (int) options.number("--rank", base.lora().rank()),
            options.number("--alpha", (long) base.lora().alpha()),
            options.number("--dropout-percent", Math.round(100 * base.lora().dropout())) / 100f,
            base.lora().targets(),
            base.lora().rankStabilised());
    float rate =
        options.number("--rate-millionths", Math.round(1e6 * base.optimizer().learningRate()))
            / 1e6f;
    return new LoraRunSpec(
        lora,
        base.optimizer().at(rate),
        (int) options.number("--epochs", base.epochs()),
        (int) options.number("--batch", base.batchSize()),
        base.maxTokens(),
        options.number("--balance", 1) == 1 ? RowSelection.BALANCED : RowSelection.SHUFFLED,
        options.number("--embeddings", base.trainEmbeddings() ? 1 : 0) == 1,
        base.footprint(),
        seed);
  }

  private static void run(
      Engine engine,
      LoraRunSpec spec,
      List<TrainingExample> train,
      List<TrainingExample> test,
      Optional<Path> out) {
    double before = MacroF1.of(engine, null, test);
    long start = System.nanoTime();
    long cpu = cpuTime();
    try (LoraTraining training = engine.train(spec, train, null, null)) {
      float loss = 0;
      while (!training.done()) {
        StepReport report = training.next();
        loss = report.loss();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (cpuTime() - cpu) / 1e9;
      try (LoraAdapter adapter = training.adapter()) {
        out.ifPresent(folder -> PeftFolder.write(folder, engine.baseModelId(), adapter));
        System.out.printf(
            Locale.ROOT,
            "train %d test %d seed %d steps %d: macro-F1 %.3f -> %.3f, last loss %.3f, %.0f s (%.0f s of CPU)%n",
            train.size(),
            test.size(),
            spec.seed(),
            training.steps(),
            before,
            MacroF1.of(engine, adapter, test),
            loss,
            seconds,
            cpuSeconds);
      }
    }
  }

  private static long cpuTime() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}

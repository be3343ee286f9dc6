package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.file.JsonFile;
import io.qalam.trainer.file.OneLine;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.lora.MergedModel;
import io.qalam.trainer.recipe.RecipeRows;
import io.qalam.trainer.recipe.RecipeRun;
import io.qalam.trainer.recipe.RecipeTraining;
import io.qalam.trainer.recipe.RecipeTraining.Outcome;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./qalam train}: an adapter by the LlamaLens recipe, on prepared datasets. */
public final class Train {

  static final String HELP =
      """
      ./qalam train --data DIR --out DIR [options]
        trains an adapter on the training rows of the datasets that ./qalam dataset build wrote, and
        keeps the one with the least loss on their development rows. Interrupted, the same command
        goes on at its last checkpoint to the same numbers

        --out DIR             gets adapter/ (PEFT's files), training.json (settings, every loss)
        --model DIR           a Hugging Face folder of a Llama, plain or from ./qalam quantise
                              (the base that ships)
        --from DIR            an adapter to go on from
        --merge DIR           an adapter that goes into the base's weights, written to OUT/merged;
                              the run starts anew on them, and its adapter is made for OUT/merged
        --only A,B            the datasets of these names alone, as ArSarcasm-v2 or hi/UMSAB
        --config FILE         JSON of settings that differ from the standard ones
        --print-config        prints the settings as such a file, and ends
        --order WHICH         by-task (standard), by-language, alphabetical or random
        --epochs N            (2)
        --seed N              (1)
        --threads N           of the matrix products (all cores)
        --json                the outcome as JSON

        Example: ./qalam train --data data --only ar/ArSarcasm-v2 --epochs 3 --out run
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of(
          "--data",
          "--out",
          "--model",
          "--from",
          "--merge",
          "--only",
          "--config",
          "--order",
          "--epochs",
          "--seed",
          "--threads");
  private static final String MERGED = "merged";
  private static final long MOST_CONFIG = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Train() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> run(options(arguments)));
  }

  static Options options(String... arguments) {
    return new Options(arguments, OPTIONS, Set.of("--json", "--print-config"));
  }

  static void run(Options options) throws IOException {
    try (Engine engine = Engine.open(base(options), "cpu", options.threads())) {
      RecipeRun run = settings(options, engine);
      if (options.has("--print-config")) {
        System.out.println(run.json().toPrettyString());
        return;
      }
      Path out = options.path("--out");
      List<StoredDataset> datasets = PreparedData.datasets(options);
      List<WrittenExample> rows = RecipeRows.training(datasets, run.order(), run.seed());
      List<WrittenExample> development = RecipeRows.development(datasets, run.developmentRows());
      LoraAdapter from = options.has("--from") ? engine.load(options.path("--from")) : null;
      try {
        report(options, run(engine, run, rows, development, from, out), out);
      } finally {
        if (from != null) {
          from.close();
        }
      }
    }
  }

  /**
   * The model that the run trains on: {@code --model}, or what it becomes with an adapter in it. An
   * interrupted run takes again what it made of them.
   */
  private static Path base(Options options) throws IOException {
    if (!options.has("--merge") || options.has("--print-config")) {
      return options.model();
    }
    if (options.has("--from")) {
      throw new IllegalArgumentException(
          "Options --from and --merge found together, expected one: go on from an adapter, or merge"
              + " it and start anew");
    }
    Path out = Files.createDirectories(options.path("--out"));
    Engine.prepare("cpu", options.threads());
    Path merged = out.resolve(MERGED);
    Path model = options.model();
    MergedModel.writeOnce(model, Engine.id(model), options.path("--merge"), merged, false);
    return merged;
  }

  private static RecipeRun settings(Options options, Engine engine) {
    RecipeRun run = RecipeRun.standard(engine.config().hiddenSize(), engine.isPacked());
    if (options.has("--config")) {
      run = configured(run, options.path("--config"));
    }
    ObjectNode chosen = JSON.createObjectNode();
    chosen.put("order", options.word("--order", run.order()).name());
    chosen.put("epochs", options.number("--epochs", run.epochs()));
    chosen.put("seed", options.number("--seed", run.seed()));
    return run.with(chosen);
  }

  /**
   * The settings with those of a file in their place.
   *
   * @throws IllegalArgumentException naming the file, and the setting that is wrong
   */
  static RecipeRun configured(RecipeRun standard, Path file) {
    JsonNode settings = JsonFile.read(file, MOST_CONFIG, IllegalArgumentException::new);
    try {
      return standard.with(settings);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(OneLine.of(file + ": " + e.getMessage()), e);
    }
  }

  private static Outcome run(
      Engine engine,
      RecipeRun run,
      List<WrittenExample> rows,
      List<WrittenExample> development,
      @Nullable LoraAdapter from,
      Path out)
      throws IOException {
    System.err.printf(
        Locale.ROOT,
        "%d rows, %s, %d epochs, rank %d, rate %s; loss taken on %d development rows%n",
        rows.size(),
        run.order(),
        run.epochs(),
        run.lora().rank(),
        run.optimizer().learningRate(),
        development.size());
    ProgressBar bar = ProgressBar.onStandardError(out.getFileName() + "");
    return RecipeTraining.run(
        engine,
        run,
        rows,
        development,
        from,
        out,
        (step, loss) -> {
          bar.at(step.step(), step.steps());
          if (loss != null) {
            System.err.printf(
                Locale.ROOT, "step %d: loss %.4f on the development rows%n", step.step(), loss);
          }
        });
  }

  private static void report(Options options, Outcome outcome, Path out) {
    if (options.has("--json")) {
      System.out.println(JSON.<ObjectNode>valueToTree(outcome).toPrettyString());
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: the adapter of step %d of %d%s; loss on the development rows %.4f, before %.4f%n",
        out.resolve("adapter"),
        outcome.bestStep(),
        outcome.steps(),
        outcome.stoppedEarly() ? ", stopped early" : "",
        outcome.bestLoss(),
        outcome.lossBefore());
    if (outcome.bestLoss() >= outcome.lossBefore()) {
      System.out.println(
          "It is no better on the development rows than the model was before; try fewer epochs or a"
              + " lower learning rate, or leave these datasets out.");
    }
  }
}

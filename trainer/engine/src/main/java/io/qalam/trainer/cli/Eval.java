package io.qalam.trainer.cli;

import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.file.Sha256;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.report.DatasetEvaluation;
import io.qalam.trainer.report.DatasetOutcomes;
import io.qalam.trainer.report.EvaluationSetting;
import io.qalam.trainer.report.FiguresOfOutcomes;
import io.qalam.trainer.report.OutcomesFolder;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ./qalam eval}: base, adapter and yardstick, measured on prepared datasets. */
public final class Eval {

  static final String HELP =
      """
      ./qalam eval --data DIR [options]
        measures, on the datasets that ./qalam dataset build wrote, three subjects on the same rows:
        the base model alone, the base with an adapter, and the yardstick (TF-IDF and logistic
        regression; for summaries the text's first sentence). Labels are written (first instruction,
        temperature 0; what is no label is wrong and counted by kind) and scored (the most probable
        label); summaries are written up to their first full stop and measured by ROUGE-2.

        --data DIR            the datasets
        --model DIR           a Hugging Face folder of a Llama (the base that ships)
        --adapter DIR         a PEFT folder made for it (./qalam adapter import); without, base and
                              yardstick alone
        --out DIR             one JSON file a dataset, written when it is done (evaluation). A dataset
                              that lies there, measured with the same models, settings and rows, is
                              not measured again; measured with others, it is replaced
        --only A,B            the datasets of these names alone, as ArSarcasm-v2 or hi/UMSAB
        --split WHICH         test (default) or development
        --rows N              most rows of a dataset, every label in its proportion (1000)
        --tokens N            most new tokens of a label (20)
        --summary-tokens N    most new tokens of a summary (128)
        --threads N           of the matrix products (all cores)
        --json                figures as JSON on standard output instead of a table

        Example, base and yardstick on 200 rows a dataset, and a page to read:
          ./qalam dataset build --manifest bench/datasets.json --out data
          ./qalam eval --data data --rows 200 --out evaluation
          ./qalam report --from evaluation --out report.html
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of(
          "--data",
          "--model",
          "--adapter",
          "--out",
          "--only",
          "--split",
          "--rows",
          "--tokens",
          "--summary-tokens",
          "--threads");

  private Eval() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> run(new Options(arguments, OPTIONS, Set.of("--json"))));
  }

  private static void run(Options options) throws IOException {
    EvaluationSetting setting = setting(options);
    List<StoredDataset> datasets = PreparedData.datasets(options);
    try (Engine engine = Engine.open(options.model(), "cpu", options.threads())) {
      if (options.has("--adapter")) {
        Path folder = options.path("--adapter");
        try (LoraAdapter adapter = engine.load(folder)) {
          measure(
              new DatasetEvaluation(engine, adapter, adapterId(folder), setting),
              datasets,
              options);
        }
      } else {
        measure(new DatasetEvaluation(engine, null, null, setting), datasets, options);
      }
    }
  }

  private static EvaluationSetting setting(Options options) {
    EvaluationSetting paper = EvaluationSetting.standard(1000);
    return new EvaluationSetting(
        options.word("--split", Split.TEST),
        options.count("--rows", paper.mostRows()),
        options.count("--tokens", paper.labelTokens()),
        options.count("--summary-tokens", paper.summaryTokens()));
  }

  /** The folder's name and the beginning of its files' SHA-256, as a base model is called. */
  private static String adapterId(Path folder) throws IOException {
    Sha256 digest = new Sha256();
    for (String file : List.of("adapter_config.json", "adapter_model.safetensors")) {
      digest.add(folder.resolve(file));
    }
    return folder.toRealPath().getFileName() + "-" + digest.hex().substring(0, 12);
  }

  private static void measure(
      DatasetEvaluation evaluation, List<StoredDataset> datasets, Options options)
      throws IOException {
    OutcomesFolder folder =
        new OutcomesFolder(options.has("--out") ? options.path("--out") : Path.of("evaluation"));
    FiguresTable table = new FiguresTable(System.out, options.has("--json"));
    table.begin();
    for (int i = 0; i < datasets.size(); i++) {
      StoredDataset dataset = datasets.get(i);
      if (!evaluation.hasRows(dataset)) {
        System.err.printf(
            "%s/%s has no %s row: it is not measured%n",
            dataset.language(), dataset.name(), evaluation.setting().split());
        continue;
      }
      String name =
          "%d/%d %s/%s".formatted(i + 1, datasets.size(), dataset.language(), dataset.name());
      DatasetOutcomes outcomes =
          evaluation.evaluate(dataset, folder, ProgressBar.onStandardError(name));
      table.add(FiguresOfOutcomes.standard().of(outcomes));
    }
    table.end();
  }
}

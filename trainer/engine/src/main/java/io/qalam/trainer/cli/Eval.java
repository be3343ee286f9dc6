package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.llama.ModelException;
import io.qalam.trainer.lora.AdapterException;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.report.DatasetEvaluation;
import io.qalam.trainer.report.DatasetReport;
import io.qalam.trainer.report.Figures;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ./qalam eval}: a model, or a model with an adapter, measured on prepared datasets. */
public final class Eval {

  static final String HELP =
      """
      ./qalam eval --data DIR [options]
        measures a model on the datasets that ./qalam dataset build wrote: its written answers (first
        instruction, temperature 0, 20 tokens; what is no label is wrong and counted by kind), the
        most probable label, how far its probabilities can be believed, and the yardstick (TF-IDF
        and logistic regression) on the same rows

        --model DIR           a Hugging Face folder of a Llama (the base that ships)
        --adapter DIR         a PEFT folder made for it (./qalam adapter import); without, the base
        --split WHICH         test (default) or development
        --rows N              most rows of a dataset, the first of its split (1000)
        --threads N           of the matrix products (all cores)
        --json FILE           the figures as JSON, too
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of("--data", "--model", "--adapter", "--split", "--rows", "--threads", "--json");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Eval() {}

  public static void main(String[] arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.println(HELP);
      return;
    }
    try {
      measure(new Options(arguments, OPTIONS));
    } catch (IllegalArgumentException | IOException | ModelException | AdapterException e) {
      System.err.println("qalam: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void measure(Options options) throws IOException {
    List<StoredDataset> datasets = new RecipeFolder(options.path("--data")).datasets();
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException(
          options.text("--data") + ": no dataset there; ./qalam dataset build writes some");
    }
    Path model =
        options.has("--model")
            ? options.path("--model")
            : Path.of(System.getProperty("qalam.root", "."), "trainer", "qalam-mini");
    int threads = (int) options.number("--threads", Runtime.getRuntime().availableProcessors());
    try (Engine engine = Engine.open(model, "cpu", threads)) {
      if (options.has("--adapter")) {
        try (LoraAdapter adapter = engine.load(options.path("--adapter"))) {
          measure(engine, adapter, datasets, options);
        }
      } else {
        measure(engine, null, datasets, options);
      }
    }
  }

  private static void measure(
      Engine engine, @Nullable LoraAdapter adapter, List<StoredDataset> datasets, Options options)
      throws IOException {
    int rows = Math.toIntExact(options.number("--rows", 1000));
    Split split = options.word("--split", Split.TEST);
    DatasetEvaluation evaluation = new DatasetEvaluation(engine, adapter, rows);
    System.out.printf(
        "%-4s %-24s %5s %-12s %8s %8s %9s   %s%n",
        "lang",
        "dataset",
        "rows",
        "metric",
        "written",
        "scored",
        "yardstick",
        "calibration error -> at temperature; answers by kind");
    List<DatasetReport> reports = new ArrayList<>();
    for (StoredDataset dataset : datasets) {
      if (dataset.isSummary()) {
        System.out.println(dataset.name() + ": left out, summaries cannot be measured yet");
      } else {
        DatasetReport report = evaluation.evaluate(dataset, split);
        System.out.println(line(report));
        reports.add(report);
      }
    }
    if (options.has("--json")) {
      Files.write(options.path("--json"), JSON.writeValueAsBytes(reports));
    }
  }

  private static String line(DatasetReport report) {
    DatasetReport.Reliability calibration = report.calibration();
    String kinds =
        report.kinds().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(kind -> kind.getKey().name().toLowerCase(Locale.ROOT) + " " + kind.getValue())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%-4s %-24s %5d %-12s %8.3f %8s %9s   %s; %s",
        report.language(),
        report.dataset(),
        report.rows(),
        report.metric(),
        report.written().main(),
        figure(report.scored()),
        figure(report.yardstick()),
        calibration == null
            ? "-"
            : String.format(
                Locale.ROOT,
                "%.3f -> %.3f at %.2f",
                calibration.errorAsTheyCome(),
                calibration.errorScaled(),
                calibration.temperature()),
        kinds);
  }

  private static String figure(@Nullable Figures figures) {
    return figures == null ? "-" : String.format(Locale.ROOT, "%.3f", figures.main());
  }
}

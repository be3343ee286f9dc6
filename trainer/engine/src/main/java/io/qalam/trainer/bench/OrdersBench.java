package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.cli.Command;
import io.qalam.trainer.cli.Options;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.eval.LabelF1;
import io.qalam.trainer.file.Sha256;
import io.qalam.trainer.fit.WrittenExample;
import io.qalam.trainer.lora.LoraAdapter;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.recipe.RecipeRows;
import io.qalam.trainer.recipe.RecipeRun;
import io.qalam.trainer.recipe.RecipeTraining;
import io.qalam.trainer.recipe.RowSample;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.recipe.TrainingOrder;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.text.LabelTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ./qalam bench orders}: the recipe's four orders on the same rows. */
public final class OrdersBench {

  static final String HELP =
      """
      ./qalam bench orders --data DIR --out DIR [options]
        trains an adapter in each of the four orders (alphabetical, by language, by task, random) on
        the same rows of prepared datasets, and prints each dataset's macro-F1 of the most probable
        label on its test rows, and the means; several seeds give the mean over them

        --out DIR             gets a run a folder, which a later call does not train again
        --model DIR           (the base that ships)
        --threads N           of the matrix products (all cores)
        --train N             most training rows of each dataset (300)
        --test N              most test rows of each dataset (200)
        --epochs N            (2)
        --seeds N             (1)
        --json                the figures as one JSON object

        Example: ./qalam bench orders --data data --train 60 --test 60 --out runs
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of("--data", "--out", "--model", "--train", "--test", "--epochs", "--seeds", "--threads");

  private static final Set<String> FLAGS = Set.of("--json");

  private final Options options;
  private final List<StoredDataset> datasets = new ArrayList<>();

  private OrdersBench(Options options) throws IOException {
    this.options = options;
    for (StoredDataset one : new RecipeFolder(options.path("--data")).datasets()) {
      if (!one.isSummary() && !one.hasSeveralLabels()) {
        datasets.add(one);
      }
    }
    if (datasets.isEmpty()) {
      throw new IllegalArgumentException(
          options.text("--data")
              + ": no dataset of one label a row there; ./qalam dataset build writes some");
    }
  }

  public static void main(String[] arguments) {
    Command.run(
        arguments, HELP, () -> new OrdersBench(new Options(arguments, OPTIONS, FLAGS)).run());
  }

  private void run() throws IOException {
    int seeds = options.count("--seeds", 1);
    try (Engine engine = Engine.open(options.model(), "cpu", options.threads())) {
      KeptSettings.require(options.path("--out"), settings(engine));
      List<Double> without = figures(engine, null);
      Map<TrainingOrder, List<Double>> found = new EnumMap<>(TrainingOrder.class);
      for (TrainingOrder order : TrainingOrder.values()) {
        List<Double> sums = new ArrayList<>(without.stream().map(none -> 0.0).toList());
        for (int seed = 1; seed <= seeds; seed++) {
          List<Double> one = trained(engine, order, seed);
          for (int i = 0; i < one.size(); i++) {
            sums.set(i, sums.get(i) + one.get(i) / seeds);
          }
        }
        found.put(order, sums);
      }
      System.out.println(options.has("--json") ? json(without, found) : table(without, found));
    }
  }

  private ObjectNode settings(Engine engine) throws IOException {
    Sha256 rows = new Sha256();
    for (StoredDataset dataset : datasets) {
      rows.add(dataset.folder().resolve("train.jsonl"));
      rows.add(dataset.folder().resolve("development.jsonl"));
    }
    return new ObjectMapper()
        .createObjectNode()
        .put("base", engine.baseModelId())
        .put("train", options.count("--train", 300))
        .put("epochs", options.count("--epochs", 2))
        .put("rows", rows.hex());
  }

  private List<Double> trained(Engine engine, TrainingOrder order, int seed) throws IOException {
    Path folder = options.path("--out").resolve(order.name().toLowerCase(Locale.ROOT) + "-" + seed);
    if (!Files.isDirectory(folder.resolve("adapter"))
        || Files.isDirectory(folder.resolve("checkpoint"))) {
      train(engine, order, seed, folder);
    }
    try (LoraAdapter adapter = engine.load(folder.resolve("adapter"))) {
      return figures(engine, adapter);
    }
  }

  private void train(Engine engine, TrainingOrder order, int seed, Path folder) throws IOException {
    RecipeRun standard = RecipeRun.standard(engine.config().hiddenSize(), engine.isPacked());
    RecipeRun run =
        new RecipeRun(
            order,
            options.count("--epochs", standard.epochs()),
            standard.batchSize(),
            standard.maxTokens(),
            standard.lora(),
            standard.trainEmbeddings(),
            standard.optimizer(),
            standard.footprint(),
            1,
            0,
            standard.developmentRows(),
            standard.checkpointSteps(),
            seed);
    List<WrittenExample> rows =
        RecipeRows.training(datasets, options.count("--train", 300), order, seed);
    List<WrittenExample> development = RecipeRows.development(datasets, run.developmentRows());
    System.err.printf(Locale.ROOT, "%s, seed %d: %d rows%n", order, seed, rows.size());
    RecipeTraining.run(engine, run, rows, development, null, folder, (step, loss) -> {});
  }

  private List<Double> figures(Engine engine, @Nullable LoraAdapter adapter) throws IOException {
    List<Double> figures = new ArrayList<>();
    for (StoredDataset dataset : datasets) {
      List<InstructionRow> all = dataset.rows(Split.TEST);
      if (all.isEmpty()) {
        throw new IllegalArgumentException(dataset.name() + " has no test row to measure");
      }
      List<InstructionRow> rows = RowSample.of(all, options.count("--test", 200));
      LabelTask task =
          new LabelTask(
              dataset.task(), dataset.language(), rows.get(0).instruction(), dataset.labels());
      List<LabelScore> scores =
          engine.score(adapter, task, rows.stream().map(InstructionRow::input).toList());
      LabelF1 counts = new LabelF1(dataset.labels().size());
      for (int i = 0; i < rows.size(); i++) {
        counts.add(dataset.labels().indexOf(rows.get(i).output()), scores.get(i).best());
      }
      figures.add(counts.macro());
    }
    return figures;
  }

  private String table(List<Double> without, Map<TrainingOrder, List<Double>> found) {
    StringBuilder table = new StringBuilder("| dataset | base |");
    found.keySet().forEach(order -> table.append(" ").append(order).append(" |"));
    table.append("\n|---|---|").append("---|".repeat(found.size())).append('\n');
    for (int i = 0; i < datasets.size(); i++) {
      int place = i;
      table.append(
          String.format(
              Locale.ROOT,
              "| %s/%s | %.3f |",
              datasets.get(i).language(),
              datasets.get(i).name(),
              without.get(i)));
      found
          .values()
          .forEach(all -> table.append(String.format(Locale.ROOT, " %.3f |", all.get(place))));
      table.append('\n');
    }
    table.append(String.format(Locale.ROOT, "| mean | %.3f |", mean(without)));
    found.values().forEach(all -> table.append(String.format(Locale.ROOT, " %.3f |", mean(all))));
    return table.toString();
  }

  private ObjectNode json(List<Double> without, Map<TrainingOrder, List<Double>> found) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    ArrayNode rows = json.putArray("datasets");
    for (int i = 0; i < datasets.size(); i++) {
      int place = i;
      ObjectNode row = rows.addObject();
      row.put("language", datasets.get(i).language()).put("dataset", datasets.get(i).name());
      row.put("base", without.get(i));
      found.forEach((order, all) -> row.put(order.name(), all.get(place)));
    }
    ObjectNode means = json.putObject("mean").put("base", mean(without));
    found.forEach((order, all) -> means.put(order.name(), mean(all)));
    return json;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}

package io.qalam.trainer.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.corpus.Corpus;
import io.qalam.trainer.corpus.TransferRows;
import io.qalam.trainer.corpus.TransferTask;
import io.qalam.trainer.eval.AnswerSpace;
import io.qalam.trainer.eval.JudgedPost;
import io.qalam.trainer.eval.PairedBootstrap;
import io.qalam.trainer.file.Sha256;
import io.qalam.trainer.fit.TrainingExample;
import io.qalam.trainer.serve.Engine;
import io.qalam.trainer.serve.LabelScore;
import io.qalam.trainer.yardstick.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a base learns from a thousand rows of a task whose type its own tuning left out: one base a
 * type, the next-token phase shared, each task beside the majority, the base alone and the
 * yardstick.
 *
 * <p>Every base and every finished task stays in the output's folder; a later call goes on there.
 */
public final class TransferTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DEVELOPMENT_ROWS = 1000;
  private static final int RESAMPLES = 1000;

  private final Corpus corpus;
  private final BaseRecipe recipe;
  private final Path data;
  private final int trainingRows;
  private final Path out;

  public TransferTable(Corpus corpus, BaseRecipe recipe, Path data, int trainingRows, Path out) {
    this.corpus = corpus;
    this.recipe = recipe;
    this.data = data;
    this.trainingRows = trainingRows;
    this.out = out;
  }

  /** Makes what is missing and gives all rows, in the order of {@link TransferTask#ALL}. */
  public List<TransferFigures> make() throws IOException {
    BaseMaking first = new BaseMaking(corpus, recipe, out.resolve("next-token"));
    first.nextTokens();
    List<TransferFigures> table = new ArrayList<>();
    for (TransferTask task : TransferTask.ALL) {
      Path file = out.resolve(task.name().toLowerCase(Locale.ROOT).replace(' ', '-') + ".json");
      if (!Files.exists(file)) {
        TransferFigures figures = measure(task, base(task.type(), first));
        Files.writeString(file, JSON.writeValueAsString(figures));
      }
      table.add(JSON.readValue(Files.readAllBytes(file), TransferFigures.class));
    }
    return table;
  }

  private Path base(String type, BaseMaking first) throws IOException {
    Path folder = out.resolve("without-" + type);
    Path figures = folder.resolve("training.json");
    if (!Files.exists(figures)) {
      System.err.println("base without " + type);
      BaseMaking making = new BaseMaking(corpus, recipe.without(Set.of(type)), folder);
      making.beginAfter(first);
      ObjectNode made = making.make();
      Files.writeString(figures, made.toPrettyString() + "\n");
    }
    return folder;
  }

  private TransferFigures measure(TransferTask task, Path base) throws IOException {
    TransferRows rows =
        TransferRows.read(data, task, trainingRows, DEVELOPMENT_ROWS, recipe.seed());
    System.err.println(task.name() + ": " + counts(rows));
    int[] yardstick = yardstick(rows);
    try (Engine engine = Engine.open(base, "cpu", Runtime.getRuntime().availableProcessors())) {
      List<String> texts = rows.test().stream().map(TrainingExample::text).toList();
      List<LabelScore> alone = engine.score(null, task.task(), texts);
      Path adapter = base.resolve("adapter-" + task.dataset() + "-" + task.field());
      TransferRun.Found found = new TransferRun(engine, rows, adapter, recipe.seed()).run();
      return new TransferFigures(
          task.name(),
          task.type(),
          counts(rows),
          rows.ids(),
          PriorCorrection.macroF1(majority(rows), rows.test()),
          PriorCorrection.macroF1(alone.stream().mapToInt(LabelScore::best).toArray(), rows.test()),
          PriorCorrection.macroF1(found.answers(), rows.test()),
          PriorCorrection.macroF1(yardstick, rows.test()),
          difference(found.answers(), yardstick, rows),
          words(found),
          sha256(yardstick));
    }
  }

  private static TransferFigures.Rows counts(TransferRows rows) {
    return new TransferFigures.Rows(
        rows.training().size(), rows.development().size(), rows.test().size());
  }

  private static String words(TransferRun.Found found) {
    return String.format(
        Locale.ROOT,
        "%s, %.0e, %d epochs, prior %.2f",
        found.selection().name().toLowerCase(Locale.ROOT),
        found.learningRate(),
        found.epochs(),
        found.priorStrength());
  }

  private static int[] majority(TransferRows rows) {
    Map<String, Long> counts =
        rows.training().stream()
            .collect(Collectors.groupingBy(TrainingExample::label, Collectors.counting()));
    List<String> labels = labels(rows);
    int most =
        IntStream.range(0, labels.size())
            .reduce(0, (a, b) -> count(counts, labels, b) > count(counts, labels, a) ? b : a);
    return rows.test().stream().mapToInt(row -> most).toArray();
  }

  private static long count(Map<String, Long> counts, List<String> labels, int label) {
    return counts.getOrDefault(labels.get(label), 0L);
  }

  private int[] yardstick(TransferRows rows) {
    List<String> labels = labels(rows);
    Function<TrainingExample, Yardstick.Row> asRow =
        row -> new Yardstick.Row(row.text(), labels.indexOf(row.label()));
    Yardstick yardstick =
        Yardstick.train(rows.training().stream().map(asRow).toList(), labels.size(), recipe.seed());
    return rows.test().stream().mapToInt(row -> yardstick.score(row.text()).best()).toArray();
  }

  private static List<String> labels(TransferRows rows) {
    return rows.test().get(0).task().labels();
  }

  private TransferFigures.Difference difference(int[] adapted, int[] yardstick, TransferRows rows) {
    List<String> labels = labels(rows);
    List<JudgedPost> posts = new ArrayList<>();
    for (int i = 0; i < adapted.length; i++) {
      TrainingExample row = rows.test().get(i);
      posts.add(
          new JudgedPost(
              "TEST",
              row.task().task(),
              row.task().language(),
              labels.indexOf(row.label()),
              adapted[i],
              yardstick[i],
              null));
    }
    PairedBootstrap.Interval interval =
        new PairedBootstrap(RESAMPLES, recipe.seed())
            .macroF1(posts, AnswerSpace.ofLabels(labels.size()))
            .difference();
    return new TransferFigures.Difference(interval.lower(), interval.upper());
  }

  private static String sha256(int[] answers) {
    Sha256 digest = new Sha256();
    digest.add(Arrays.toString(answers));
    return digest.hex();
  }
}

package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.cli.Command;
import io.qalam.trainer.cli.Options;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.eval.AnswerSpace;
import io.qalam.trainer.protocol.Effort;
import io.qalam.trainer.recipe.InstructionRow;
import io.qalam.trainer.recipe.RecipeFolder;
import io.qalam.trainer.recipe.StoredDataset;
import io.qalam.trainer.yardstick.EffortComparison;
import io.qalam.trainer.yardstick.Yardstick;
import io.qalam.trainer.yardstick.Yardstick.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * {@code ./qalam bench effort}: whether the figure "labels saved" can be believed.
 *
 * <p>A team is simulated on a dataset's training rows: one arm at random, one by the yardstick's
 * margin, retrained after every round. Beside it stands a pair of arms that are both random, whose
 * interval ought to hold 0 in 95 of 100 seeds.
 */
public final class EffortBench {

  static final String HELP =
      """
      ./qalam bench effort --data DIR [options]
        simulates labelling on prepared datasets (./qalam dataset build writes them): posts at random
        beside posts by the yardstick's margin, and beside other posts at random; prints the share of
        labels saved at equal macro-F1 with its interval, and how many intervals of two random arms
        hold 0

        --random N            rows of the random arm (200)
        --rows N              rows of the other arm (600)
        --round N             rows chosen before the yardstick is trained anew (100)
        --development N       most development rows (300)
        --seeds N             (5)
        --json                the figures as one JSON object; the table then goes to standard error

        Example: ./qalam bench effort --data data --seeds 3
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of("--data", "--random", "--rows", "--round", "--development", "--seeds");

  private static final Set<String> FLAGS = Set.of("--json");

  private final Options options;
  private final PrintStream table;
  private final ObjectNode json = new ObjectMapper().createObjectNode();
  private final ArrayNode measured = json.putArray("measured");

  private EffortBench(Options options) {
    this.options = options;
    this.table = options.has("--json") ? System.err : System.out;
  }

  public static void main(String[] arguments) {
    Command.run(
        arguments, HELP, () -> new EffortBench(new Options(arguments, OPTIONS, FLAGS)).run());
  }

  private void run() throws IOException {
    int seeds = options.count("--seeds", 5);
    table.println("| dataset | seed | by margin | at random |\n|---|---|---|---|");
    int pairs = 0;
    int holding = 0;
    for (StoredDataset dataset : new RecipeFolder(options.path("--data")).datasets()) {
      if (dataset.isSummary() || dataset.hasSeveralLabels()) {
        continue;
      }
      for (int seed = 1; seed <= seeds; seed++) {
        Effort.Saved none = one(dataset, seed);
        pairs++;
        holding += none.lower() <= 0 && none.upper() >= 0 ? 1 : 0;
      }
    }
    table.printf("%d of %d intervals of two random arms hold 0%n", holding, pairs);
    if (options.has("--json")) {
      System.out.println(json.put("randomPairs", pairs).put("holdingZero", holding));
    }
  }

  /** Prints a line, and answers with what two random arms were said to differ by. */
  private Effort.Saved one(StoredDataset dataset, int seed) throws IOException {
    List<String> labels = dataset.labels();
    List<Row> pool = rows(dataset.rows(Split.TRAIN), labels);
    List<Row> development = rows(dataset.rows(Split.DEVELOPMENT), labels);
    Random random = new Random(seed);
    Collections.shuffle(pool, random);
    Collections.shuffle(development, random);
    List<Row> held =
        development.subList(0, Math.min(options.count("--development", 300), development.size()));
    int byChance = options.count("--random", 200);
    int others = options.count("--rows", 600);
    if (pool.size() < byChance + others) {
      throw new IllegalArgumentException(
          "%s has %d training rows; --random and --rows want %d"
              .formatted(dataset.name(), pool.size(), byChance + others));
    }
    List<Row> arm = pool.subList(0, byChance);
    List<Row> rest = pool.subList(byChance, pool.size());
    Effort.Saved margin = saved(arm, byMargin(arm, rest, labels.size(), seed), held, labels, seed);
    Effort.Saved none = saved(arm, rest.subList(0, others), held, labels, seed);
    ObjectNode line = measured.addObject().put("language", dataset.language());
    line.put("dataset", dataset.name()).put("seed", seed);
    line.putPOJO("byMargin", margin).putPOJO("atRandom", none);
    table.printf(
        "| %s/%s | %d | %s | %s |%n",
        dataset.language(), dataset.name(), seed, inWords(margin), inWords(none));
    return none;
  }

  private static Effort.Saved saved(
      List<Row> byChance, List<Row> others, List<Row> held, List<String> labels, int seed) {
    List<Row> all = new ArrayList<>(byChance);
    all.addAll(others);
    Yardstick.Choice choice = Yardstick.train(all, labels.size(), seed).choice();
    Effort effort =
        EffortComparison.measure(
            byChance,
            others,
            held,
            labels.size(),
            AnswerSpace.ofLabels(labels.size()),
            choice,
            seed);
    Effort.Saved saved = effort.saved();
    if (saved == null) {
      throw new IllegalArgumentException(
          "Too few rows to measure: %d at random and %d others (%d each), %d of development (%d)"
              .formatted(
                  effort.randomRows(),
                  effort.strategyRows(),
                  Effort.LEAST_ROWS,
                  effort.developmentPosts(),
                  Effort.LEAST_POSTS));
    }
    return saved;
  }

  /** What a queue by margin asks for, round by round; the yardstick knows the random arm too. */
  private List<Row> byMargin(List<Row> known, List<Row> pool, int labels, int seed) {
    List<Row> left = new ArrayList<>(pool);
    List<Row> chosen = new ArrayList<>();
    while (chosen.size() < options.count("--rows", 600)) {
      List<Row> rows = new ArrayList<>(known);
      rows.addAll(chosen);
      Yardstick yardstick = Yardstick.train(rows, labels, seed);
      Map<Row, Float> margins = new IdentityHashMap<>();
      left.forEach(row -> margins.put(row, yardstick.score(row.text()).margin()));
      left.sort(Comparator.comparing(margins::get));
      int most =
          Math.min(options.count("--round", 100), options.count("--rows", 600) - chosen.size());
      List<Row> round = left.subList(0, most);
      chosen.addAll(round);
      round.clear();
    }
    return chosen;
  }

  private static List<Row> rows(List<InstructionRow> rows, List<String> labels) {
    List<Row> found = new ArrayList<>();
    rows.forEach(row -> found.add(new Row(row.input(), labels.indexOf(row.output()))));
    return found;
  }

  private static String inWords(Effort.Saved saved) {
    return String.format(
        Locale.ROOT, "%+.2f [%+.2f, %+.2f]", saved.share(), saved.lower(), saved.upper());
  }
}

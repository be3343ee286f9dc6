package io.qalam.trainer.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.base.BaseRecipe;
import io.qalam.trainer.base.TransferFigures;
import io.qalam.trainer.base.TransferTable;
import io.qalam.trainer.cli.Command;
import io.qalam.trainer.cli.Options;
import io.qalam.trainer.cli.Pretrain;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** {@code ./qalam bench transfer}: the model card's table of tasks that the base never saw. */
public final class TransferBench {

  static final String HELP =
      """
      ./qalam bench transfer --data DIR --own FILES --never FILES --out DIR [options]
        makes a base for each of five types of task whose tuning left that type out (they share the
        next-token phase), teaches each six tasks by LoRA on a thousand rows, and puts the test
        macro-F1 beside the majority, the base alone and the yardstick on the same rows; writes
        OUT/transfer.json, which the model card shows (./qalam pretrain --card). Hours on two cores;
        a later call goes on where this one ended

        --data, --own, --never  as of ./qalam pretrain
        --pretrain-tokens N   of next-token training (2500000)
        --tune-tokens N       of each tuning (6000000)
        --layers N            of each base (4)
        --train N             rows a task is taught (1000)
        --seed N              (1)
        --threads N           of the matrix products (all cores)
        --json                changes nothing: the output is one JSON object

        Example: ./qalam bench transfer --data public --own own.jsonl --never held-out.jsonl --out runs
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of(
          "--data",
          "--own",
          "--never",
          "--out",
          "--pretrain-tokens",
          "--tune-tokens",
          "--layers",
          "--train",
          "--seed",
          "--threads");

  private TransferBench() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> run(new Options(arguments, OPTIONS, Set.of("--json"))));
  }

  private static void run(Options options) throws IOException {
    Engine.prepare("cpu", options.threads());
    BaseRecipe recipe = Pretrain.recipe(options);
    int rows = options.count("--train", 1000);
    Path out = options.path("--out");
    KeptSettings.require(out, settings(recipe, rows));
    List<TransferFigures> table =
        new TransferTable(Pretrain.corpus(options), recipe, options.path("--data"), rows, out)
            .make();
    ObjectMapper json = new ObjectMapper();
    ObjectNode file = settings(recipe, rows);
    file.set("tasks", json.valueToTree(table));
    Files.writeString(out.resolve("transfer.json"), file.toPrettyString() + "\n");
    System.out.println(file.toPrettyString());
  }

  private static ObjectNode settings(BaseRecipe recipe, int rows) {
    return new ObjectMapper()
        .createObjectNode()
        .put("pretrainTokens", recipe.pretrainTokens())
        .put("tuneTokens", recipe.tuneTokens())
        .put("rows", rows)
        .put("seed", recipe.seed());
  }
}

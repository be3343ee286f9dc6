package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.qalam.trainer.base.BaseMaking;
import io.qalam.trainer.base.BaseRecipe;
import io.qalam.trainer.base.ModelCard;
import io.qalam.trainer.corpus.Corpus;
import io.qalam.trainer.serve.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** {@code ./qalam pretrain}: the small base model, from texts alone. */
public final class Pretrain {

  static final String HELP =
      """
      ./qalam pretrain --data DIR --own FILES --never FILES --out DIR [options]
        makes the small base model in one seeded command: collects and checks the texts, trains the
        tokenizer, predicts next tokens, tunes on instructions, measures on development rows, and
        writes the model, training.json and the card. Killed, the same command resumes at its last
        checkpoint in OUT.work

        --data DIR            the public sets, one JSONL each
        --own FILES           our own texts, comma-separated
        --never FILES         texts that must not be learned from, comma-separated
        --pretrain-tokens N   of next-token training (2500000)
        --tune-tokens N       of instruction tuning (6000000)
        --layers N            (4)
        --seed N              (1)
        --threads N           of the matrix products (all cores)
        --json                what training.json has, as one JSON object
      ./qalam pretrain --card DIR
        writes the card of a base anew, from its training.json and transfer.json

        Example: ./qalam pretrain --data public --own own.jsonl --never held-out.jsonl --out base
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of(
          "--data",
          "--own",
          "--never",
          "--out",
          "--seed",
          "--pretrain-tokens",
          "--tune-tokens",
          "--layers",
          "--threads",
          "--card");

  private Pretrain() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> run(new Options(arguments, OPTIONS, Set.of("--json"))));
  }

  private static void run(Options options) throws IOException {
    if (options.has("--card")) {
      ModelCard.write(options.path("--card"));
      print(options, new ObjectMapper().createObjectNode(), options.path("--card"));
      return;
    }
    Engine.prepare("cpu", options.threads());
    Corpus corpus = corpus(options);
    System.err.println("rows " + corpus.counts() + ", held-out texts " + corpus.heldOutTexts());
    Path out = options.path("--out");
    ObjectNode figures = new ObjectMapper().createObjectNode();
    figures.put("command", command(options));
    figures.setAll(new BaseMaking(corpus, recipe(options), out).make());
    Files.writeString(out.resolve("training.json"), figures.toPrettyString() + "\n");
    ModelCard.write(out);
    print(options, figures, out);
  }

  private static void print(Options options, ObjectNode figures, Path base) {
    Path card = base.resolve("README.md");
    System.out.println(options.has("--json") ? figures.put("card", card.toString()) : card);
  }

  /** The texts that {@code --data}, {@code --own} and {@code --never} name. */
  public static Corpus corpus(Options options) throws IOException {
    return Corpus.read(options.path("--data"), options.paths("--own"), options.paths("--never"));
  }

  /** The recipe of a whole base that the options name. */
  public static BaseRecipe recipe(Options options) {
    return new BaseRecipe(
        options.number("--pretrain-tokens", 2_500_000),
        options.number("--tune-tokens", 6_000_000),
        options.count("--layers", 4),
        options.number("--seed", 1),
        Set.of());
  }

  /** What makes this base again; the output's folder is the reader's to name. */
  private static String command(Options options) {
    BaseRecipe recipe = recipe(options);
    return String.join(
        " \\\n  ",
        "./qalam pretrain --data " + options.text("--data"),
        "--own " + options.text("--own"),
        "--never " + options.text("--never"),
        "--pretrain-tokens "
            + recipe.pretrainTokens()
            + " --tune-tokens "
            + recipe.tuneTokens()
            + (recipe.layers() == 4 ? "" : " --layers " + recipe.layers()),
        "--seed " + recipe.seed() + " --out DIR");
  }
}

package io.qalam.trainer.cli;

import io.qalam.trainer.dataset.DatasetException;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.DatasetSpec;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.PreparedDataset.Resplit;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.recipe.InstructionWriters;
import io.qalam.trainer.recipe.Instructions;
import io.qalam.trainer.recipe.RecipeFolder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code ./qalam dataset build}: raw datasets of a manifest become rows for instruction tuning. */
public final class DatasetBuild {

  static final String HELP =
      """
      ./qalam dataset build --manifest FILE --out DIR [options]
        reads the datasets that the manifest names, drops repeats and short rows, splits, caps and
        writes them as rows of instruction tuning: DIR/LANGUAGE/NAME/{train,test,development}.jsonl

        --seed N              of every cut and draw (1)
        --train-cap N         most training rows a dataset (20000, the paper's)
        --resplit WHICH       where only train and test are given: keep-test (default) cuts the
                              development rows from train; train-again splits train 70/20/10 as the
                              paper does and leaves the given test unused
        --instructions WHICH  english (default), or own: in the dataset's language where we have
                              templates for it (Arabic, Hindi)
        --writers FILE        chat models write the instructions instead of our templates: docs/CONTRACTS.md,
                              "Instruction writers"

        The manifest: docs/CONTRACTS.md, "Dataset manifest". DIR/…/instructions.json may be edited;
        the next build keeps what it finds there.
      """
          .stripTrailing();

  private static final Set<String> OPTIONS =
      Set.of(
          "--manifest",
          "--out",
          "--seed",
          "--train-cap",
          "--resplit",
          "--instructions",
          "--writers");

  private DatasetBuild() {}

  public static void main(String[] arguments) {
    if (Arrays.asList(arguments).contains("--help")) {
      System.out.println(HELP);
      return;
    }
    try {
      build(new Options(arguments, OPTIONS));
    } catch (DatasetException | IllegalArgumentException | IOException e) {
      System.err.println("qalam: " + (e instanceof FileSystemException ? e : e.getMessage()));
      System.exit(1);
    }
  }

  private static void build(Options options) throws IOException {
    DatasetManifest manifest = DatasetManifest.read(options.path("--manifest"));
    Path out = options.path("--out");
    long seed = options.number("--seed", 1);
    Preparation preparation =
        new Preparation(
            options.word("--resplit", Resplit.KEEP_TEST),
            Math.toIntExact(options.number("--train-cap", 20_000)),
            seed);
    boolean own = options.word("--instructions", Wording.ENGLISH) == Wording.OWN;
    List<Path> writers = options.paths("--writers");
    RecipeFolder folder = new RecipeFolder(out);
    System.out.printf(
        "%-4s %-34s %8s %8s %8s   %s%n",
        "lang",
        "dataset",
        "train",
        "test",
        "dev",
        "dropped: short, repeated, across splits, over cap");
    for (DatasetSpec spec : manifest.datasets()) {
      PreparedDataset dataset = preparation.prepare(manifest.folder(), spec);
      folder.write(dataset, instructions(writers, dataset, own), seed);
      System.out.println(line(dataset));
    }
  }

  private static Instructions instructions(List<Path> writers, PreparedDataset dataset, boolean own)
      throws IOException {
    if (writers.isEmpty()) {
      return Instructions.fromTemplates(dataset, own);
    }
    return InstructionWriters.read(writers.get(0), System.getenv())
        .write(dataset, own ? dataset.spec().language() : "en");
  }

  /** The language of the instructions. */
  private enum Wording {
    ENGLISH,
    OWN
  }

  private static String line(PreparedDataset dataset) {
    List<Integer> sizes =
        Arrays.stream(Split.values()).map(split -> dataset.rows(split).size()).toList();
    PreparedDataset.Report report = dataset.report();
    return String.format(
        Locale.ROOT,
        "%-4s %-34s %8d %8d %8d   %d, %d, %d, %d of %d",
        dataset.spec().language(),
        dataset.spec().name(),
        sizes.get(0),
        sizes.get(1),
        sizes.get(2),
        report.tooShort(),
        report.repeated(),
        report.repeatedAcrossSplits(),
        report.overCap(),
        report.read());
  }
}

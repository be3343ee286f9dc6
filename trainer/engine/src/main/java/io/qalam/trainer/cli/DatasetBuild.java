package io.qalam.trainer.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.qalam.trainer.dataset.DatasetException;
import io.qalam.trainer.dataset.DatasetManifest;
import io.qalam.trainer.dataset.Preparation;
import io.qalam.trainer.dataset.PreparedDataset;
import io.qalam.trainer.dataset.PreparedDataset.Resplit;
import io.qalam.trainer.dataset.Split;
import io.qalam.trainer.recipe.DatasetInstructions;
import io.qalam.trainer.recipe.InstructionWriters;
import io.qalam.trainer.recipe.RecipeFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ./qalam dataset build}: raw datasets of a manifest become rows for instruction tuning. */
public final class DatasetBuild {

  static final String HELP =
      """
      ./qalam dataset build --manifest FILE --out DIR [options]
        reads the datasets that the manifest names, drops repeats and short rows, splits, caps and
        writes them as rows of instruction tuning: DIR/LANGUAGE/NAME/{train,test,development}.jsonl.
        DIR may hold an earlier build, and no dataset that the manifest does not name

        --seed N              of every cut and draw (1)
        --train-cap N         most training rows a dataset (20000, the paper's)
        --resplit WHICH       where only train and test are given: keep-test (default) cuts the
                              development rows from train; train-again splits train 70/20/10 as the
                              paper does and leaves the given test unused
        --instructions WHICH  english (default), or own: in the dataset's language where we have
                              templates for it (Arabic, Hindi); labels stay as the manifest has them
        --writers FILE        chat models write the instructions instead of our templates: docs/CONTRACTS.md,
                              "Instruction writers"
        --json                the counts as JSON

        The manifest: docs/CONTRACTS.md, "Dataset manifest". DIR/…/instructions.json may be edited;
        the next build keeps what it finds there: delete it to have it written anew.
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
  private static final Set<String> FLAGS = Set.of("--json");

  private static final String HEAD =
      String.format(
          Locale.ROOT,
          "%-5s %-26s %7s %6s %6s   %s",
          "lang",
          "dataset",
          "train",
          "test",
          "dev",
          "dropped: short, repeated, across splits, held out elsewhere, over cap; instructions");

  private DatasetBuild() {}

  public static void main(String[] arguments) {
    Command.run(arguments, HELP, () -> build(new Options(arguments, OPTIONS, FLAGS)));
  }

  static void build(Options options) throws IOException {
    DatasetManifest manifest = DatasetManifest.read(options.path("--manifest"));
    long cap = options.number("--train-cap", 20_000);
    Preparation preparation =
        new Preparation(
            options.word("--resplit", Resplit.KEEP_TEST),
            (int) Math.min(cap, Integer.MAX_VALUE),
            options.number("--seed", 1));
    Writing writing =
        new Writing(
            options.paths("--writers"),
            options.word("--instructions", Wording.ENGLISH) == Wording.OWN);
    RecipeFolder folder = new RecipeFolder(options.path("--out"));
    folder.expectOnly(manifest.datasets());
    List<PreparedDataset> prepared = prepared(manifest, preparation);
    ProgressBar bar = ProgressBar.onStandardError("writing");
    List<Built> built = new ArrayList<>();
    for (PreparedDataset dataset : prepared) {
      Optional<DatasetInstructions> kept = folder.kept(dataset);
      DatasetInstructions instructions = kept.isPresent() ? kept.get() : writing.write(dataset);
      folder.write(dataset, instructions, preparation);
      built.add(Built.of(dataset, instructions, kept.isPresent()));
      bar.at(built.size(), prepared.size());
    }
    if (options.has("--json")) {
      System.out.println(new ObjectMapper().writeValueAsString(Map.of("datasets", built)));
    } else {
      System.out.println(HEAD);
      built.forEach(one -> System.out.println(one.line()));
    }
  }

  private static List<PreparedDataset> prepared(DatasetManifest manifest, Preparation preparation) {
    ProgressBar bar = ProgressBar.onStandardError("reading and cleaning");
    try {
      return preparation.prepare(manifest.folder(), manifest.datasets(), bar::at);
    } catch (DatasetException e) {
      if (System.console() != null) {
        System.err.println();
      }
      throw e;
    }
  }

  /** What became of a dataset. */
  private record Built(
      String language,
      String dataset,
      int train,
      int test,
      int development,
      PreparedDataset.Report rows,
      String writer,
      String instructions,
      boolean kept) {

    static Built of(PreparedDataset dataset, DatasetInstructions instructions, boolean kept) {
      return new Built(
          dataset.spec().language(),
          dataset.spec().name(),
          dataset.rows(Split.TRAIN).size(),
          dataset.rows(Split.TEST).size(),
          dataset.rows(Split.DEVELOPMENT).size(),
          dataset.report(),
          instructions.writer(),
          instructions.language(),
          kept);
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%-5s %-26s %7d %6d %6d   %d, %d, %d, %d, %d of %d; %s %s, %s",
          language,
          dataset,
          train,
          test,
          development,
          rows.tooShort(),
          rows.repeated(),
          rows.repeatedAcrossSplits(),
          rows.heldOutElsewhere(),
          rows.overCap(),
          rows.read(),
          kept ? "kept, by" : "by",
          writer,
          instructions);
    }
  }

  /** Who writes the instructions that are not there yet, and in which language. */
  private record Writing(List<Path> writers, boolean own) {

    Writing {
      if (writers.size() > 1) {
        throw new IllegalArgumentException(
            "Option --writers found " + writers + ", expected one file, which may name several");
      }
    }

    DatasetInstructions write(PreparedDataset dataset) throws IOException {
      if (writers.isEmpty()) {
        return DatasetInstructions.fromTemplates(dataset, own);
      }
      return InstructionWriters.read(writers.get(0), System.getenv())
          .write(dataset, own ? dataset.spec().language() : "en");
    }
  }

  /** The language of the instructions. */
  private enum Wording {
    ENGLISH,
    OWN
  }
}
